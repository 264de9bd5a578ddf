import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { removeJob } from '#platform/jobs.ts'
import { articleFor, type TextRow, textFor } from './door.ts'
import { publicationKey } from './publication-key.ts'
import { refuseUnseen } from './refuse-unseen.ts'

type Place = { id: number; locale: Locale }
type Said = { revision: number; text: string; staffId: number }

/** Asks somebody who may approve to read the draft as it stands. */
export async function askForReview(tx: Tx, place: Place, said: Said): Promise<void> {
  await reach(tx, place, said, { from: ['draft'], to: 'in_review', remark: 'asked', event: 'review_asked' })
}

/** The draft may go out as it was read. */
export async function approve(tx: Tx, place: Place, said: Said): Promise<void> {
  await reach(tx, place, said, {
    from: ['draft', 'in_review'],
    to: 'approved',
    remark: 'approved',
    event: 'approved',
  })
}

/** The draft goes back to its writer with a reason; what was scheduled is called off. */
export async function sendBack(tx: Tx, place: Place, said: Said): Promise<void> {
  const text = await reach(tx, place, said, {
    from: ['in_review', 'approved'],
    to: 'draft',
    remark: 'sent_back',
    event: 'sent_back',
  })
  if (text.publish_at !== null) await removeJob(tx, publicationKey(text))
}

/** A word to colleagues that changes nothing. */
export async function remarkOn(tx: Tx, place: Place, said: { text: string; staffId: number }): Promise<void> {
  const article = await articleFor(tx, place.id, 'change')
  const text = await textFor(tx, article, place.locale)
  await remember(tx, text, 'comment', { ...said, revision: text.revision })
  await tell(tx, text, 'remarked', said.staffId)
}

type Step = {
  from: string[]
  to: 'draft' | 'in_review' | 'approved'
  remark: 'asked' | 'approved' | 'sent_back'
  event: string
}

async function reach(tx: Tx, place: Place, said: Said, step: Step): Promise<TextRow> {
  const article = await articleFor(tx, place.id, 'change')
  const text = await textFor(tx, article, place.locale)
  await refuseUnseen(tx, text, said.revision)
  if (!step.from.includes(text.state)) throw notNow(text.state)
  await tx
    .updateTable('article_texts')
    .set({ state: step.to, publish_at: null })
    .where('brand_id', '=', text.brand_id)
    .where('article_id', '=', text.article_id)
    .where('locale', '=', text.locale)
    .execute()
  await remember(tx, text, step.remark, said)
  await tell(tx, text, step.event, said.staffId)
  return text
}

async function remember(tx: Tx, text: TextRow, kind: string, said: Said): Promise<void> {
  await tx
    .insertInto('article_remarks')
    .values({
      brand_id: text.brand_id,
      article_id: text.article_id,
      locale: text.locale,
      staff_id: said.staffId,
      kind,
      revision: said.revision,
      text: said.text,
    })
    .execute()
}

async function tell(tx: Tx, text: TextRow, happened: string, staffId: number): Promise<void> {
  await record(tx, {
    type: `article.${happened}`,
    brandId: text.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: text.article_id, locale: text.locale, revision: text.revision },
  })
}

/** The text is not at the stage at which this can be done: approved twice, or sent back though nobody asked. */
function notNow(state: string): Refusal {
  return new Refusal(409, 'not_at_this_stage', (locale) => m.knowledge_not_at_this_stage({}, { locale }), {
    more: { state },
  })
}
