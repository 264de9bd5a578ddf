import type { FastifyInstance } from 'fastify'
import { actorOf } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import { contentOf } from '../content.ts'
import { conversationFor } from '../door.ts'
import * as contract from './contract.ts'
import { findingsIn } from './find.ts'
import { mayPassBlocks } from './refuse.ts'
import { changeReplyChecks, replyChecksOf } from './settings.ts'
import { addCheckedWord, changeCheckedWord, deleteCheckedWord, listCheckedWords } from './words.ts'

export function checkRoutes(app: FastifyInstance): void {
  serve(app, contract.findInReply, async ({ tx, caller, locale, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const checks = await replyChecksOf(tx, conversation.brand_id)
    const { text } = contentOf(body)
    const standing = { tx, brandId: conversation.brand_id, conversation, checks }
    const items = await findingsIn({ ...body, text }, standing, locale)
    return { items, mayPass: mayPassBlocks(caller, checks) }
  })
  serve(app, contract.findInText, async ({ tx, caller, locale, params, body }) => {
    const checks = await replyChecksOf(tx, params.id)
    const { text } = contentOf(body)
    const standing = { tx, brandId: params.id, conversation: undefined, checks }
    const items = await findingsIn({ ...body, text, kind: 'first' }, standing, locale)
    return { items, mayPass: mayPassBlocks(caller, checks) }
  })
  serve(app, contract.getReplyChecks, ({ tx, params }) => replyChecksOf(tx, params.id))
  serve(app, contract.changeReplyChecks, ({ tx, caller, params, body }) =>
    changeReplyChecks(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.listCheckedWords, ({ tx, query }) => listCheckedWords(tx, query))
  serve(app, contract.addCheckedWord, ({ tx, caller, body }) => addCheckedWord(tx, body, actorOf(caller)))
  serve(app, contract.changeCheckedWord, ({ tx, caller, params, body }) =>
    changeCheckedWord(tx, params.id, body, actorOf(caller)),
  )
  serve(app, contract.deleteCheckedWord, async ({ tx, caller, params }) => {
    await deleteCheckedWord(tx, params.id, actorOf(caller))
    return {}
  })
}
