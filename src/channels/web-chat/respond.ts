import { inBrands, type Tx } from '#platform/database.ts'
import { isLocale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Desk } from '../../desk.ts'
import type { ChatBrand } from './brand.ts'
import { endConversation } from './end-conversation.ts'
import type { ClientFrame, ServerFrame } from './frames.ts'
import { giveContact } from './give-contact.ts'
import { messagesBefore } from './history.ts'
import { uploadOf } from '#channels/keep-upload.ts'
import { fileLinks } from './link-file.ts'
import { mark } from './mark.ts'
import { rateConversation } from './rate-conversation.ts'
import { requestTranscript } from './request-transcript.ts'
import { say } from './say.ts'
import { conversationIdOf, type Visitor, visitorById } from './visitor.ts'

/** Whom a frame comes from: a visitor let in by their token. */
export type Speaker = { brand: ChatBrand; visitor: { brand_id: number; id: number } }

/** Does what one frame of a visitor asks, in one transaction, and answers it. A refusal is an answer; anything else is thrown. */
export async function respond(
  desk: Desk,
  speaker: Speaker,
  frame: Exclude<ClientFrame, { type: 'hello' }>,
): Promise<{ answer?: ServerFrame; conversationId?: number }> {
  if (frame.type === 'ping') return { answer: { type: 'pong' } }
  let language = 'en'
  try {
    return await inBrands(desk.db, [speaker.brand.id], async (tx) => {
      const visitor = await visitorById(tx, speaker.visitor)
      language = visitor.language
      return act(desk, tx, speaker.brand, visitor, frame)
    })
  } catch (error) {
    if (!(error instanceof Refusal) || !('ref' in frame)) throw error
    const title = error.say(isLocale(language) ? language : 'en')
    const { code, field } = error
    return { answer: { type: 'refused', ref: frame.ref, code, title, ...(field ? { field } : {}) } }
  }
}

async function act(
  desk: Desk,
  tx: Tx,
  brand: ChatBrand,
  visitor: Visitor,
  frame: Exclude<ClientFrame, { type: 'hello' | 'ping' }>,
): Promise<{ answer?: ServerFrame; conversationId?: number }> {
  switch (frame.type) {
    case 'send': {
      const uploads = frame.files.map((ticket) => uploadOf(desk.vault, `visitor ${visitor.id}`, ticket))
      const { conversationId } = await say(tx, visitor, {
        ref: frame.ref,
        text: frame.text,
        uploads,
        reasonId: frame.reasonId,
        pressed: frame.pressed,
      })
      return { answer: { type: 'done', ref: frame.ref }, conversationId }
    }
    case 'typing': {
      const conversationId = await conversationIdOf(tx, visitor)
      const body = { brandId: brand.id, conversationId, who: 'visitor', name: visitor.name }
      if (conversationId !== null) desk.live.tell('typing', body)
      return {}
    }
    case 'got':
    case 'read':
      await mark(tx, visitor, frame.type === 'got' ? 'delivered' : 'read', frame.event)
      return {}
    case 'earlier': {
      const id = await conversationIdOf(tx, visitor)
      const at = { brandId: brand.id, id: id ?? 0 }
      const page = await messagesBefore(tx, at, frame.before, fileLinks(desk.vault, brand.slug))
      return { answer: { type: 'done', ref: frame.ref, ...page } }
    }
    case 'contact':
      await giveContact(tx, visitor, { name: frame.name, email: frame.email.toLowerCase() || null })
      break
    case 'end':
      await endConversation(tx, visitor)
      break
    case 'rate':
      await rateConversation(tx, visitor, { score: frame.score, comment: frame.comment })
      break
    case 'transcript':
      await requestTranscript(tx, visitor)
      break
  }
  return { answer: { type: 'done', ref: frame.ref } }
}
