import type { FastifyInstance } from 'fastify'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { serve } from '#platform/serve.ts'
import { assign } from './assign.ts'
import { changeFields } from './change-fields.ts'
import { changeLanguage } from './change-language.ts'
import { changeOrderNumber } from './change-order-number.ts'
import { changePriority } from './change-priority.ts'
import { changeReason } from './change-reason.ts'
import { changeStatus } from './change-status.ts'
import { changeSubject } from './change-subject.ts'
import { setTags } from './change-tags.ts'
import { changeTeam } from './change-team.ts'
import * as contract from './contract-changes.ts'
import { type Conversation, conversationFor } from './door.ts'
import { follow, unfollow } from './follow.ts'
import { lock, unlock } from './lock.ts'
import { markSpam, unmarkSpam } from './mark-spam.ts'
import { conversationPage } from './page.ts'
import { snooze, unsnooze } from './snooze.ts'

type Call = { tx: Tx; caller: Caller; params: { id: number } }

/** Gets the conversation through its door, changes it and answers how it is then. */
async function changing({ tx, caller, params }: Call, change: (conversation: Conversation) => Promise<void>) {
  await change(await conversationFor(tx, params.id, 'change'))
  return conversationPage(tx, caller, params.id)
}

export function changeRoutes(app: FastifyInstance): void {
  serve(app, contract.assignConversation, (call) =>
    changing(call, (it) => assign(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeStatus, (call) =>
    changing(call, (it) => changeStatus(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changePriority, (call) =>
    changing(call, (it) => changePriority(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeTeam, (call) =>
    changing(call, (it) => changeTeam(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeSubject, (call) =>
    changing(call, (it) => changeSubject(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeLanguage, (call) =>
    changing(call, (it) => changeLanguage(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeReason, (call) =>
    changing(call, (it) => changeReason(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeOrderNumber, (call) =>
    changing(call, (it) => changeOrderNumber(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeFields, (call) =>
    changing(call, (it) => changeFields(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.changeTags, (call) =>
    changing(call, (it) => setTags(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.follow, (call) => changing(call, (it) => follow(call.tx, it, call.caller.staffId)))
  serve(app, contract.unfollow, (call) => changing(call, (it) => unfollow(call.tx, it, call.caller.staffId)))
  serve(app, contract.snooze, (call) =>
    changing(call, (it) =>
      snooze(call.tx, it, {
        until: call.body.until === null ? null : new Date(call.body.until),
        wakesOnReply: call.body.wakesOnReply,
        actor: actorOf(call.caller),
      }),
    ),
  )
  serve(app, contract.unsnooze, (call) =>
    changing(call, (it) => unsnooze(call.tx, it, { actor: actorOf(call.caller) })),
  )
  serve(app, contract.markSpam, (call) =>
    changing(call, (it) => markSpam(call.tx, it, { ...call.body, actor: actorOf(call.caller) })),
  )
  serve(app, contract.unmarkSpam, (call) =>
    changing(call, (it) => unmarkSpam(call.tx, it, { actor: actorOf(call.caller) })),
  )
  serve(app, contract.lockConversation, (call) =>
    changing(call, (it) => lock(call.tx, call.caller, it, call.body)),
  )
  serve(app, contract.unlockConversation, (call) => changing(call, (it) => unlock(call.tx, call.caller, it)))
}
