import { conversationFor } from '#conversations/door.ts'
import { keptId } from '#channels/web-chat/kept.ts'
import type { Library } from '#knowledge/library.ts'
import { openingAt } from '#platform/calendar/opening.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { Curve } from '../decide.ts'
import type { ReasonModels } from '../reasons/models.ts'
import type { Reason } from './hand-over.ts'
import { nextTurn } from './next-turn.ts'
import { noteOf } from './note.ts'
import type { Reword } from './say.ts'
import { type Brand, brandOf, isWithPerson, type Scene, sceneOf, talkOf } from './scene.ts'
import type { Meaning } from '../embeddings/meaning.ts'
import { shelfFor } from './shelf.ts'
import { stepBack, takeTurn } from './take-turn.ts'

export type Desk = {
  db: Database
  library: Library
  publicUrl: string
  reasons: Pick<ReasonModels, 'suggest'>
  reword?: Reword | undefined
  meaning?: Meaning | undefined
}

// Who types faster than this is answered when they pause: every message is a job of its own.
const mostTries = 5

/**
 * Answers what a customer wrote, once for however many messages and jobs. It is thought out outside any transaction, since a language
 * model may be asked, and done only if nothing has happened meanwhile.
 */
export function answerQuestion(desk: Desk): Task {
  return async (payload) => {
    const { brandId, conversationId } = payload as RecordedEvent
    if (conversationId === null) return
    for (let attempt = 0; attempt < mostTries; attempt++) {
      const seen = await inBrands(desk.db, [brandId], (tx) => look(tx, brandId, conversationId))
      if (!seen || (await respond(desk, seen))) return
    }
    // The worker asks again after a pause.
    throw new Error(`Conversation ${conversationId} changes faster than it can be answered`)
  }
}

type Seen = { scene: Scene; curve: Curve | undefined }

async function look(tx: Tx, brandId: number, begun: number): Promise<Seen | undefined> {
  const brand = await brandOf(tx, brandId)
  if (!brand) return undefined
  const conversation = await conversationFor(tx, await keptId(tx, begun), 'read')
  const isOn =
    conversation.channel === 'chat'
      ? brand.bot.answersChat
      : conversation.channel === 'api' && brand.bot.answersMessengers
  if (!isOn || conversation.status === 'spam') return undefined
  const talk = await talkOf(tx, conversation)
  if (await isWithPerson(tx, conversation)) {
    if (talk) await stepBack(tx, { conversation })
    return undefined
  }
  if (talk?.state !== 'talking' && talk?.state !== 'handed_over' && !isOnDuty(brand)) return undefined
  const scene = await sceneOf(tx, brand, conversation)
  return scene && { scene, curve: await curveOf(tx, brandId) }
}

/** Only while nobody is there, if the brand wants it so. */
export function isOnDuty({ bot, calendar }: Brand): boolean {
  return bot.when === 'always' || !calendar || !openingAt(calendar, now()).isOpen
}

async function respond(desk: Desk, { scene, curve }: Seen): Promise<boolean> {
  const { brand, locale, country } = scene
  const shelf = await shelfFor(await desk.library.of(brand.id), locale, country, desk.meaning)
  const reasonOf = (text: string) => likelyReason(desk, brand.id, text)
  const turn = await nextTurn(scene, {
    shelf,
    curve,
    reasonOf,
    publicUrl: desk.publicUrl,
    reword: desk.reword,
  })
  if (!turn) return true
  return inBrands(desk.db, [brand.id], (tx) => takeTurn(tx, scene, turn, noteOf(scene, shelf, turn)))
}

async function likelyReason(desk: Desk, brandId: number, text: string): Promise<Reason | undefined> {
  if (text.trim() === '') return undefined
  const suggested = await desk.reasons.suggest(brandId, text.slice(0, 2_000))
  if (!suggested) return undefined
  const { reasonId: id, probability: likelihood } = suggested
  const found = await inBrands(desk.db, [brandId], (tx) =>
    tx
      .selectFrom('contact_reasons')
      .select('slug')
      .where('brand_id', '=', brandId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  return found && { id, slug: found.slug, likelihood }
}

async function curveOf(tx: Tx, brandId: number): Promise<Curve | undefined> {
  return tx
    .selectFrom('answer_curves')
    .select(['base', 'lead', 'cover'])
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
}
