import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { inBrands } from '#platform/database.ts'
import { shownInline } from '#platform/file-kind.ts'
import { notFound } from '#platform/refusal.ts'
import type { Desk } from '../../desk.ts'
import { chatBrand } from './brand.ts'
import { mayFetch } from './link-file.ts'

const query = z.object({ until: z.coerce.number(), sign: z.string() })
const params = z.object({ brand: z.string(), id: z.coerce.number().int().positive() })

/** A visitor's way to a file of their conversation: by an address made for it. Only pictures are shown, and nothing can run. */
export function chatFileRoute(app: FastifyInstance, desk: Desk): void {
  app.get('/widget/:brand/files/:id', async (request, reply) => {
    const asked = params.safeParse(request.params)
    const permit = query.safeParse(request.query)
    if (!asked.success || !permit.success) throw notFound('file')
    const brand = await chatBrand(desk.db, asked.data.brand)
    const { id } = asked.data
    if (!mayFetch(desk.vault, { brandId: brand.id, id, ...permit.data })) throw notFound('file')
    const file = await inBrands(desk.db, [brand.id], (tx) =>
      tx
        .selectFrom('attachments')
        .select(['file_hash', 'name', 'type', 'size'])
        .where('brand_id', '=', brand.id)
        .where('id', '=', id)
        .executeTakeFirst(),
    )
    if (!file) throw notFound('file')
    const isPicture = shownInline.has(file.type)
    return reply
      .header('content-type', isPicture ? file.type : 'application/octet-stream')
      .header('content-length', file.size)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=86400, immutable')
      .header(
        'content-disposition',
        `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .send(desk.files.read(file.file_hash))
  })
}
