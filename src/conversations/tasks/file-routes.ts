import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { cleanFileName, typeOfFile } from '#platform/file-kind.ts'
import { FileTooLarge, type Files } from '#platform/files.ts'
import { notFound, Refusal, signInNeeded } from '#platform/refusal.ts'
import { admit, parse } from '#platform/serve.ts'
import { type Sent, serveFile } from '#platform/serve-file.ts'
import { sentFile } from '../attachments.ts'
import * as contract from './contract.ts'
import { refuseEnded, standBeside, taskFor } from './door.ts'
import { keepTaskFile } from './files.ts'

export function taskFileRoutes(app: FastifyInstance, desk: { files: Files }): void {
  serveFile(app, contract.getTaskFile, ({ tx, caller, params, query }) =>
    taskFile(tx, caller, desk.files, params.id, query.download === '1'),
  )
  takeUploads(app, desk.files)
}

/** As with attachments: streamed to disk before a transaction begins; whether the task may be answered is asked before and again after. */
function takeUploads(app: FastifyInstance, files: Files): void {
  const endpoint = contract.uploadTaskFile
  app.served.endpoints.push(endpoint)
  app.post('/api/tasks/:id/files', { bodyLimit: endpoint.bodyLimit }, async (request) => {
    const { caller, locale } = await app.identify(request)
    admit(endpoint, caller)
    if (!caller) throw signInNeeded()
    const { id } = parse(endpoint.params, request.params, 'path', locale) as { id: number }
    const query = parse(endpoint.query, request.query, 'query', locale) as { name: string }
    const open = async (tx: Tx) => {
      const task = await taskFor(tx, caller, id, 'answer')
      refuseEnded(task)
      return task
    }
    await inBrands(app.db, caller.brands, open)
    if (Number(request.headers['content-length'] ?? 0) > contract.largestFile) throw tooLarge()
    if (request.headers['content-type'] !== 'application/octet-stream')
      throw new Refusal(415, 'bytes_expected', (to) => m.conversations_bytes_expected({}, { locale: to }))
    const kept = await files.keepStream(request.body as Readable, contract.largestFile).catch((error) => {
      throw error instanceof FileTooLarge ? tooLarge() : error
    })
    const name = cleanFileName(query.name)
    const file = {
      ...kept,
      name,
      type: await typeOfFile(files.path(kept.hash), name),
      staffId: caller.staffId,
    }
    return inBrands(app.db, caller.brands, async (tx) => keepTaskFile(tx, await open(tx), file))
  })
}

function tooLarge(): Refusal {
  const limit = String(contract.largestFile / 1024 / 1024)
  return new Refusal(413, 'file_too_large', (locale) => m.conversations_file_too_large({ limit }, { locale }))
}

/** What somebody else has only uploaded and not said is not there. */
async function taskFile(
  tx: Tx,
  caller: Caller,
  files: Files,
  id: number,
  isDownload: boolean,
): Promise<Sent> {
  await standBeside(tx, caller.staffId)
  const found = await tx
    .selectFrom('task_files')
    .select(['file_hash', 'name', 'type', 'task_id', 'message_id', 'staff_id'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || (found.message_id === null && found.staff_id !== caller.staffId)) throw notFound('file')
  await taskFor(tx, caller, found.task_id, 'read')
  return sentFile(files, found, { download: isDownload })
}
