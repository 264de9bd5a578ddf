import type { Readable } from 'node:stream'
import { z } from 'zod'
import { m } from '#texts'
import { sameSecret, type Vault } from '#platform/crypto.ts'
import { cleanFileName, typeOfFile } from '#platform/file-kind.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { invalid, Refusal } from '#platform/refusal.ts'

export const maxFileBytes = 10 * 1024 ** 2

const upload = z.object({
  hash: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  holder: z.string(),
})
export type Upload = Omit<z.infer<typeof upload>, 'holder'>

/** Keeps a file; its type is what its content says, not what the browser says. */
export async function keepUpload(files: Files, source: Readable, name: string): Promise<Upload> {
  try {
    const { hash, size } = await files.keepStream(source, maxFileBytes)
    if (size === 0) throw invalid('file', 'file_empty', (locale) => m.channels_file_empty({}, { locale }))
    return { hash, size, name: cleanFileName(name), type: await typeOfFile(files.path(hash), name) }
  } catch (error) {
    throw error instanceof FileTooLarge ? fileTooLarge() : error
  }
}

export function fileTooLarge(): Refusal {
  const most = String(maxFileBytes / 1024 ** 2)
  return new Refusal(413, 'file_too_large', (locale) => m.channels_file_too_large({ most }, { locale }), {
    field: 'file',
  })
}

/** What the browser hands back with its message: nobody but who uploaded it can send it, and nothing of it can be changed. */
export function ticketFor(vault: Vault, holder: string, file: Upload): string {
  const body = Buffer.from(JSON.stringify({ ...file, holder })).toString('base64url')
  return `${body}.${vault.sign(`upload ${body}`)}`
}

export function uploadOf(vault: Vault, holder: string, ticket: string): Upload {
  const [body = '', sign = ''] = ticket.split('.')
  const unknown = () =>
    invalid('files', 'upload_unknown', (locale) => m.channels_upload_unknown({}, { locale }))
  if (!sameSecret(vault.sign(`upload ${body}`), sign)) throw unknown()
  const { holder: whose, ...file } = upload.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  if (whose !== holder) throw unknown()
  return file
}
