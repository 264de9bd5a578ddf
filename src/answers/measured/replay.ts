import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { z } from 'zod'
import { indexOf, type LibraryIndex } from '#knowledge/index-of-library.ts'
import type { Library } from '#knowledge/library.ts'
import { settingsOf } from '#people/brands/brands.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { type Certainty, type Curve, decide } from '../decide.ts'
import type { Decided, getReplay, Replay } from './contract.ts'

type Wish = z.output<(typeof getReplay)['query']>
type Past = {
  conversationId: number
  question: string
  locale: Locale
  at: Date
  outcome: Replay['changes'][number]['outcome']
}
type Setting = { certainty: Certainty; curve: Curve | undefined; synonyms: readonly (readonly string[])[] }

// So many are decided twice within a second or two, also over thousands of articles.
const mostQuestions = 200
const longestShown = 300

/** Decides past questions with the brand's setting and with another one, over what is published now. Nothing is written. */
export async function replayPast(tx: Tx, library: Library, wish: Wish): Promise<Sendable<Replay>> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const questions = wish.of === 'bot' ? await askedOfBot(tx, wish.brandId) : await begun(tx, wish.brandId)
  const brand = await tx
    .selectFrom('brands')
    .select('settings')
    .where('id', '=', wish.brandId)
    .executeTakeFirstOrThrow()
  const own = await tx
    .selectFrom('answer_curves')
    .select(['base', 'lead', 'cover'])
    .where('brand_id', '=', wish.brandId)
    .executeTakeFirst()
  const held = await library.of(wish.brandId)
  const indexes = { ja: await indexOf(held, 'ja'), en: await indexOf(held, 'en') }
  const setting = { certainty: settingsOf(brand.settings).bot.certainty, curve: own, synonyms: held.synonyms }
  const other: Setting = {
    certainty: wish.certainty,
    curve: wish.curve === 'own' ? own : undefined,
    synonyms: wish.synonyms === '1' ? held.synonyms : [],
  }
  const replay: Sendable<Replay> & { changes: Sendable<Replay>['changes'][number][] } = {
    questions: questions.length,
    asIs: { answer: 0, ask: 0, hand_over: 0 },
    other: { answer: 0, ask: 0, hand_over: 0 },
    changes: [],
  }
  for (const past of questions) {
    const asIs = decided(indexes[past.locale], past.question, setting)
    const changed = decided(indexes[past.locale], past.question, other)
    replay.asIs[asIs.kind]++
    replay.other[changed.kind]++
    const question = past.question.slice(0, longestShown).toWellFormed()
    if (asIs.kind !== changed.kind || asIs.articleId !== changed.articleId)
      replay.changes.push({ ...past, question, asIs, other: changed })
    // The process has others to answer meanwhile.
    await breathe()
  }
  return replay
}

function decided(
  { index, articles }: LibraryIndex,
  question: string,
  { certainty, curve, synonyms }: Setting,
): Decided {
  const { kind, confidence, ranked } = decide(index, question, {
    ...{ certainty, synonyms, most: 3 },
    ...(curve ? { curve } : {}),
  })
  const first = ranked[0] && articles[ranked[0].at]
  const isNamed = kind !== 'hand_over' && first
  return { kind, confidence, articleId: isNamed ? first.articleId : null, title: isNamed ? first.title : '' }
}

async function askedOfBot(tx: Tx, brandId: number): Promise<Past[]> {
  const { rows } = await sql<Past>`
    select conversation_id as "conversationId", question, locale, created_at as at, outcome from bot_answers
    where brand_id = ${brandId} and question <> '' order by created_at desc, id desc limit ${mostQuestions}`.execute(
    tx,
  )
  return rows
}

/** How past conversations began, as customers of the chat, the form and the mail wrote. */
async function begun(tx: Tx, brandId: number): Promise<Past[]> {
  const { rows } = await sql<Past>`
    select c.id as "conversationId", left(said.text, 2000) as question,
      case when c.language = 'ja' then 'ja' else 'en' end as locale, said.created_at as at, null as outcome
    from (
      select * from conversations
      where brand_id = ${brandId} and merged_into_id is null and status <> 'spam'
      order by last_message_at desc, id desc limit ${mostQuestions}
    ) c
    cross join lateral (
      select text, created_at from messages where brand_id = c.brand_id and conversation_id = c.id
        and direction = 'in' and kind = 'message' order by id limit 1
    ) said
    where said.text <> ''
    order by said.created_at desc`.execute(tx)
  return rows
}
