import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { now } from '#platform/clock.ts'
import { inBrands } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { signInNeeded, tooMany } from '#platform/refusal.ts'
import { admit, parse } from '#platform/serve.ts'
import { startThread } from '#platform/thread.ts'
import { downloadArticles } from './contract.ts'
import { articlesToExport } from './export-articles.ts'
import type { ExportedFile, Packing } from './pack-thread.ts'

const mostAtOnce = 2
let packing = 0

/** The articles as a zip: made by a thread into a file, which is sent and gone. */
export function downloadRoute(app: FastifyInstance, files: Files): void {
  app.served.endpoints.push(downloadArticles)
  app.get(downloadArticles.path, async (request, reply) => {
    const { caller, locale } = await app.identify(request)
    admit(downloadArticles, caller)
    if (!caller) throw signInNeeded()
    const query = parse(downloadArticles.query, request.query, 'query', locale) as z.output<
      typeof downloadArticles.query
    >
    if (packing >= mostAtOnce) throw tooMany(10)
    packing++
    const folder = await mkdtemp(join(tmpdir(), 'engawa-export-'))
    const forget = () => rm(folder, { recursive: true, force: true })
    try {
      const { articles, rows, slug } = await inBrands(
        app.db,
        caller.brands,
        async (tx) => ({
          articles: await articlesToExport(tx, query.brandId),
          rows: await tx
            .selectFrom('article_files')
            .selectAll()
            .where('brand_id', '=', query.brandId)
            .execute(),
          slug: await tx
            .selectFrom('brands')
            .select('slug')
            .where('id', '=', query.brandId)
            .executeTakeFirstOrThrow(),
        }),
        { isReading: true },
      )
      const kept: ExportedFile[] = []
      // What the disk has lost is left out; the rest still helps.
      for (const { id, name, file_hash } of rows)
        if ((await files.size(file_hash)) !== undefined) kept.push({ id, name, path: files.path(file_hash) })
      const to = join(folder, 'articles.zip')
      const size = await pack({ format: query.format, articles, files: kept, to })
      const sending = createReadStream(to).on('close', forget)
      const day = now().toISOString().slice(0, 10)
      return reply
        .header('content-disposition', `attachment; filename="${slug.slug}-articles-${day}.zip"`)
        .header('cache-control', 'no-store')
        .header('content-length', size)
        .type('application/zip')
        .send(sending)
    } catch (error) {
      await forget()
      throw error
    } finally {
      packing--
    }
  })
}

async function pack(wish: Packing): Promise<number> {
  const thread = startThread(new URL('./pack-thread.ts', import.meta.url))
  try {
    return await thread.ask<number>(wish)
  } finally {
    await thread.stop()
  }
}
