import { expect } from 'vitest'
import { senders } from '#channels/index.ts'
import { sendOut } from '#channels/outgoing.ts'
import type { ServerFrame } from '#channels/web-chat/frames.ts'
import type { TestDesk } from './desk.ts'

/** Opens the desk for windows; answers its address. */
export async function listen(desk: TestDesk): Promise<string> {
  return (await desk.app.listen({ port: 0, host: '127.0.0.1' })).replace('[::1]', '127.0.0.1')
}

/** A visitor comes to the chat; answers the token of the session. */
export async function session(desk: TestDesk, wish: Record<string, unknown> = {}): Promise<string> {
  const answer = await desk.as(undefined).post('/widget/hinoki/session', { language: 'en', ...wish })
  expect(answer.status).toBe(200)
  return answer.body.token
}

export async function onlyConversation(desk: TestDesk) {
  const { body } = await desk.as(desk.ana).get('/api/conversations')
  expect(body.items).toHaveLength(1)
  return (await desk.as(desk.ana).get(`/api/conversations/${body.items[0].id}`)).body
}

/** Answers the only conversation as a person does: when something arrived meanwhile, they look and send again. */
export async function answerChat(desk: TestDesk, text: string): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    const { id, lastEventId: lastSeenEventId } = await onlyConversation(desk)
    const replied = await desk
      .as(desk.ana)
      .post(`/api/conversations/${id}/replies`, { text, lastSeenEventId })
    if (replied.status === 409) continue
    expect(replied.status).toBe(200)
    return sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: replied.body.id })
  }
  throw new Error('The conversation never came to rest')
}

/** How far each message to a visitor has come, in their order. */
export async function deliveryStates(desk: TestDesk): Promise<(string | null)[]> {
  const messages = await desk.rows((tx) =>
    tx.selectFrom('messages').select('delivery_state').where('direction', '=', 'out').orderBy('id').execute(),
  )
  return messages.map((one) => one.delivery_state)
}

/** Fits a frame that brings this text. */
export const news = (text: string) => (frame: ServerFrame) =>
  (frame.type === 'news' || frame.type === 'welcome') && frame.messages.some((one) => one.text === text)
