import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { answerAsThread } from '#platform/thread.ts'
import type { ArticleRecord } from './article-record.ts'
import type { Format } from './contract.ts'
import { textsOf } from './export-articles.ts'

export type ExportedFile = { id: number; name: string; path: string }
export type Packing = { format: Format; articles: ArticleRecord[]; files: ExportedFile[]; to: string }

/** Writes a zip of articles with what stands in them, a part at a time: pictures are larger than memory. */
answerAsThread(async ({ format, articles, files, to }: Packing) => {
  const byId = new Map(files.map((file) => [file.id, file]))
  const used = new Set<ExportedFile>()
  const up = format === 'markdown' ? '../' : ''
  const placed = articles.map((article) => ({
    ...article,
    texts: Object.fromEntries(
      Object.entries(article.texts).map(([locale, text]) => {
        const html = text.html.replaceAll(/"\/article-files\/(\d+)"/g, (whole, id: string) => {
          const file = byId.get(Number(id))
          if (!file) return whole
          used.add(file)
          return `"${up}${encodeURI(placeOf(file)).replaceAll('#', '%23').replaceAll('?', '%3F').replaceAll('&', '%26')}"`
        })
        return [locale, { ...text, html }]
      }),
    ),
  }))
  const out = createWriteStream(to, { mode: 0o600 })
  let failed: Error | undefined
  const zip = new Zip((error, part) => {
    if (error) failed = error
    else out.write(part)
  })
  const written = async () => {
    if (failed) throw failed
    if (out.writableNeedDrain) await once(out, 'drain')
  }
  for (const { name, text } of textsOf(format, placed)) {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    entry.push(new TextEncoder().encode(text), true)
    await written()
  }
  for (const file of used) {
    const entry = new ZipPassThrough(placeOf(file))
    zip.add(entry)
    for await (const part of createReadStream(file.path)) {
      entry.push(part as Uint8Array)
      await written()
    }
    entry.push(new Uint8Array(0), true)
  }
  zip.end()
  out.end()
  await once(out, 'finish')
  return { answer: out.bytesWritten }
})

const placeOf = ({ id, name }: ExportedFile) => `files/${id}/${name}`
