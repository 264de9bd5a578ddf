import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { keepUpload, maxFileBytes, ticketFor, uploadOf } from '#channels/keep-upload.ts'
import { newToken, type Vault } from '#platform/crypto.ts'
import type { Files } from '#platform/files.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import { emptyForm, maxFiles, type Typed } from './submission.ts'

const fields = ['reason', 'order', 'name', 'email', 'message', 'once', 'website', 'proof'] as const

/**
 * Reads the form as a browser sends it. Files are kept at once and come back as tickets, so that nobody has to choose them again.
 */
export async function readSubmission(
  request: FastifyRequest,
  desk: { files: Files; vault: Vault },
  locale: Locale,
): Promise<Typed> {
  const typed = emptyForm('')
  const tickets: string[] = []
  for await (const part of request.parts({
    limits: { fileSize: maxFileBytes + 1, files: 20, fieldSize: 200_000 },
  })) {
    if (part.type === 'file') await keep(part, typed, desk, locale)
    else if (part.fieldname === 'ticket') tickets.push(String(part.value))
    else {
      const name = fields.find((one) => one === part.fieldname)
      // Browsers send line ends as CRLF.
      if (name) typed[name] = String(part.value).replaceAll('\r\n', '\n')
    }
  }
  // Only what a page of ours may have given; anything else could be too long to be kept.
  if (!/^[\w-]{20,100}$/.test(typed.once)) typed.once = newToken()
  for (const ticket of tickets.slice(0, maxFiles)) {
    typed.uploads.push({ ticket, file: uploadOf(desk.vault, holderOf(typed.once), ticket) })
  }
  // A file can arrive before the field that says whose it is, so tickets are made at the end.
  typed.uploads = typed.uploads.map(({ file }) => ({
    file,
    ticket: ticketFor(desk.vault, holderOf(typed.once), file),
  }))
  if (typed.uploads.length > maxFiles) {
    typed.tooManyFiles = true
    typed.uploads = typed.uploads.slice(0, maxFiles)
  }
  return typed
}

const holderOf = (once: string) => `form ${once}`

async function keep(
  part: MultipartFile,
  typed: Typed,
  desk: { files: Files },
  locale: Locale,
): Promise<void> {
  // A browser sends an empty part for a field without files.
  if (part.filename === '' || typed.uploads.length > maxFiles) return void part.file.resume()
  try {
    const file = await keepUpload(desk.files, part.file, part.filename)
    typed.uploads.push({ file, ticket: '' })
  } catch (error) {
    part.file.resume()
    if (!(error instanceof Refusal)) throw error
    if (error.code !== 'file_empty') typed.fileProblem = `${part.filename}: ${error.say(locale)}`
  }
}
