import type { FastifyInstance } from 'fastify'
import { afterAnswer } from '#people/after-answer.ts'
import type { Caller } from '#platform/caller.ts'
import { serve } from '#platform/serve.ts'
import type { Desk } from '../../desk.ts'
import { conversationFor } from '../door.ts'
import * as contract from './contract.ts'
import { announce, leave, othersIn } from './presence.ts'

/** What others are told under the topic `presence`; they ask for the rest, so a lost word costs at most one heartbeat. */
export type PresenceWord = {
  brandId: number
  conversationId: number
  staffId: number
  name: string
  state: 'viewing' | 'writing' | 'left'
}

export function presenceRoutes(app: FastifyInstance, desk: Pick<Desk, 'live'>): void {
  const tell = (caller: Caller, place: { brand_id: number; id: number }, state: PresenceWord['state']) =>
    desk.live.tell('presence', {
      brandId: place.brand_id,
      conversationId: place.id,
      staffId: caller.staffId,
      name: caller.name,
      state,
    } satisfies PresenceWord)

  serve(app, contract.announcePresence, async ({ tx, caller, params, body, reply }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const isNews = await announce(tx, caller, conversation, body)
    if (isNews) afterAnswer(reply, () => tell(caller, conversation, body.isWriting ? 'writing' : 'viewing'))
    return { others: await othersIn(tx, caller, conversation) }
  })
  serve(app, contract.leavePresence, async ({ tx, caller, params, query, reply }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const hasLeft = await leave(tx, caller, conversation, query.connection)
    if (hasLeft) afterAnswer(reply, () => tell(caller, conversation, 'left'))
    return {}
  })
  serve(app, contract.getPresence, async ({ tx, caller, params }) => ({
    others: await othersIn(tx, caller, await conversationFor(tx, params.id, 'read')),
  }))
}
