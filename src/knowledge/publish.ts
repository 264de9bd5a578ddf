import { sql } from 'kysely'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { addJob, removeJob } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { blocksOf, textOf } from './blocks.ts'
import { type ArticleRow, articleFor, type TextRow, textFor } from './door.ts'
import { lacksAlt } from './links.ts'
import { publicationKey } from './publication-key.ts'
import { refuseUnseen } from './refuse-unseen.ts'

type Place = { id: number; locale: Locale }

/** Lets readers see the draft as it stands: now, or by a job at a time, which moves when it is set anew. */
export async function publish(
  tx: Tx,
  place: Place,
  wish: { revision: number; at: Date | null; staffId: number; isSmall?: boolean },
): Promise<void> {
  const article = await articleFor(tx, place.id, 'change')
  const text = await textFor(tx, article, place.locale)
  await refuseUnseen(tx, text, wish.revision)
  refuseUnfit(text)
  const actor = { kind: 'staff' as const, id: wish.staffId }
  if (wish.at !== null && wish.at > now()) return schedule(tx, text, wish.at, actor)
  if (text.publish_at !== null) await removeJob(tx, publicationKey(text))
  // Published as it is already: a second click changes nothing.
  if (text.state === 'published' && text.published_version_id !== null) return
  await publishVersion(tx, article, text, actor, wish.isSmall)
}

async function schedule(tx: Tx, text: TextRow, at: Date, actor: Actor): Promise<void> {
  await change(tx, text, { state: 'approved', publish_at: at })
  await setPublication(tx, text, at)
  const { brand_id: brandId, article_id: id, locale, revision } = text
  await record(tx, {
    type: 'article.scheduled',
    brandId,
    actor,
    data: { articleId: id, locale, revision, at: at.toISOString() },
  })
}

/** The timer of a publication: set again it moves. */
async function setPublication(tx: Tx, text: TextRow, at: Date): Promise<void> {
  const { brand_id: brandId, article_id: id, locale, revision } = text
  const job = { brandId, id, locale, revision }
  await addJob(tx, 'publish-article', job, { runAt: at, key: publicationKey(text) })
}

/** The timer's job. Does nothing when the text was edited, published, moved to another time or put away meanwhile. */
export async function publishScheduled(
  db: Database,
  job: { brandId: number; id: number; locale: Locale; revision: number },
): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const article = await articleFor(tx, job.id, 'archive')
    const text = await textFor(tx, article, job.locale)
    if (text.publish_at === null || text.revision !== job.revision || article.archived_at !== null) return
    // The timer came too early, as after a change of the clock.
    if (text.publish_at > now()) return setPublication(tx, text, text.publish_at)
    await publishVersion(tx, article, text, { kind: 'system' })
  })
}

/** Copies the draft into a version that stays for ever, and lets readers see it in place of the one before. */
async function publishVersion(
  tx: Tx,
  article: ArticleRow,
  text: TextRow,
  actor: Actor,
  isSmall = false,
): Promise<void> {
  const { brand_id, article_id, locale } = text
  await endVersion(tx, text)
  const made = await tx
    .insertInto('article_versions')
    .values({
      brand_id,
      article_id,
      locale,
      number: sql`(select coalesce(max(number), 0) + 1 from article_versions
        where brand_id = ${brand_id} and article_id = ${article_id} and locale = ${locale})`,
      title: text.title,
      html: text.html,
      text: textOf(text.html),
      keywords: text.keywords,
      published_at: now(),
      published_by: actor.kind === 'staff' ? actor.id : null,
      is_small: isSmall,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  await change(tx, text, {
    state: 'published',
    publish_at: null,
    published_version_id: made.id,
    helpful: 0,
    unhelpful: 0,
  })
  // A translation begun before its source was ever published was made from what is published now.
  if (locale === article.source_locale && made.number === 1)
    await tx
      .updateTable('article_texts')
      .set({ translated_from_id: made.id })
      .where('brand_id', '=', brand_id)
      .where('article_id', '=', article_id)
      .where('locale', '<>', locale)
      .where('translated_from_id', 'is', null)
      .execute()
  await record(tx, {
    type: 'article.published',
    brandId: brand_id,
    actor,
    data: { articleId: article_id, locale, versionId: made.id, number: made.number },
  })
}

/** Takes a text from its readers, and calls off what is scheduled. The draft and all versions stay. */
export async function withdraw(tx: Tx, place: Place, staffId: number): Promise<void> {
  const article = await articleFor(tx, place.id, 'change')
  const text = await textFor(tx, article, place.locale)
  if (text.published_version_id === null) throw notFound('publication')
  if (text.publish_at !== null) await removeJob(tx, publicationKey(text))
  await endVersion(tx, text)
  const state = text.state === 'published' ? 'draft' : text.state
  await change(tx, text, { state, publish_at: null, published_version_id: null })
  await record(tx, {
    type: 'article.withdrawn',
    brandId: text.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: text.article_id, locale: text.locale, versionId: text.published_version_id },
  })
}

/** Calls off a publication that was set for a time; the text stays approved. */
export async function unschedule(tx: Tx, place: Place, staffId: number): Promise<void> {
  const article = await articleFor(tx, place.id, 'change')
  const text = await textFor(tx, article, place.locale)
  if (text.publish_at === null) throw notFound('publication')
  await removeJob(tx, publicationKey(text))
  await change(tx, text, { state: text.state, publish_at: null })
  await record(tx, {
    type: 'article.unscheduled',
    brandId: text.brand_id,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: text.article_id, locale: text.locale },
  })
}

async function endVersion(tx: Tx, text: TextRow): Promise<void> {
  if (text.published_version_id === null) return
  await tx
    .updateTable('article_versions')
    .set({ ended_at: now() })
    .where('brand_id', '=', text.brand_id)
    .where('id', '=', text.published_version_id)
    .execute()
}

async function change(
  tx: Tx,
  text: TextRow,
  to: {
    state: TextRow['state']
    publish_at: Date | null
    published_version_id?: number | null
    helpful?: number
    unhelpful?: number
  },
): Promise<void> {
  await tx
    .updateTable('article_texts')
    .set(to)
    .where('brand_id', '=', text.brand_id)
    .where('article_id', '=', text.article_id)
    .where('locale', '=', text.locale)
    .execute()
}

/** What would disappoint whoever opens it: no title, nothing in it, a picture that says nothing to those who do not see it. */
function refuseUnfit(text: TextRow): void {
  if (text.title.trim() === '')
    throw invalid('title', 'title_missing', (locale) => m.knowledge_title_missing({}, { locale }))
  if (blocksOf(text.html).length === 0)
    throw invalid('html', 'text_empty', (locale) => m.knowledge_text_empty({}, { locale }))
  if (lacksAlt(text.html))
    throw invalid('html', 'alt_missing', (locale) => m.knowledge_alt_missing({}, { locale }))
}
