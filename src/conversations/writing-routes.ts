import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import { cancelSending } from './cancel-sending.ts'
import * as contract from './contract-writing.ts'
import { conversationFor } from './door.ts'
import { messageFor, writtenFor } from './messages.ts'
import { reply } from './reply.ts'
import { writeNote } from './write-note.ts'

export function writingRoutes(app: FastifyInstance): void {
  serve(app, contract.sendReply, async ({ tx, caller, params, body }) =>
    writtenFor(tx, await reply(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.writeNote, async ({ tx, caller, params, body }) =>
    writtenFor(tx, await writeNote(tx, caller, await conversationFor(tx, params.id, 'change'), body)),
  )
  serve(app, contract.cancelSending, async ({ tx, caller, params }) => {
    await cancelSending(tx, caller, params.id)
    return messageFor(tx, params.id)
  })
}
