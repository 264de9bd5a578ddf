import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { priorCurve } from '../decide.ts'
import { judgeAnswers } from './judge.ts'

type Talk = {
  days: number
  outcome?: 'helped' | 'asked_further' | 'handed_over'
  state?: 'talking' | 'handed_over' | 'done'
  locale?: 'ja' | 'en'
  decision?: 'answer' | 'ask' | 'hand_over'
  articleId?: number | null
  chosenId?: number
  reasonId?: number
  from?: string
  question?: string
}

let customers = 0

/** A conversation with the bot so many days ago, as the bot leaves it. */
async function talk(desk: TestDesk, wish: Talk): Promise<number> {
  const { days, outcome = null, locale = 'en', decision = 'answer', articleId = null } = wish
  const state =
    wish.state ?? (outcome === 'handed_over' ? 'handed_over' : outcome === 'helped' ? 'done' : 'talking')
  const question = wish.question ?? 'How do I remove rust from a knife?'
  const id = await desk.receive(wish.from ?? `customer${customers++}@example.com`, question)
  await desk.rows(async (tx) => {
    const at = sql`now() - ${days}::int * interval '1 day'`
    await sql`update messages set created_at = ${at} where conversation_id = ${id}`.execute(tx)
    await sql`
      insert into bot_talks (brand_id, conversation_id, locale, state, handed_over_because, started_at)
      values (${desk.brandId}, ${id}, ${locale}, ${state}, ${state === 'handed_over' ? 'asked' : null}, ${at})`.execute(
      tx,
    )
    await sql`
      insert into bot_answers (brand_id, conversation_id, question_message_id, channel, question, locale, certainty, lead, lead_of_three,
        cover, confidence, decision, ranked, shown_article_id, chosen_article_id, reason_id, outcome, outcome_at, created_at)
      select ${desk.brandId}, ${id}, max(m.id), 'chat', ${question}, ${locale}, 'usual', 0.3, 0.3, 0.6, 0.8, ${decision},
        ${JSON.stringify(articleId === null ? [] : [{ articleId }])}::jsonb, ${decision === 'hand_over' ? null : articleId},
        ${wish.chosenId ?? null}, ${wish.reasonId ?? null}, ${outcome}, ${outcome ? at : null}, ${at}
      from messages m where m.conversation_id = ${id}`.execute(tx)
  })
  return id
}

/** The customer of a conversation writes again, so many days ago. */
async function writesAgain(
  desk: TestDesk,
  from: string,
  text: string,
  days: number,
  into?: number,
): Promise<number> {
  const id = await desk.receive(from, text, {}, into)
  await desk.rows((tx) =>
    sql`update messages set created_at = now() - ${days}::float8 * interval '1 day'
      where id = (select max(id) from messages where conversation_id = ${id})`.execute(tx),
  )
  return id
}

const judge = (desk: TestDesk) => judgeAnswers(desk)({}, { attempt: 1, isLastAttempt: false })
const outcomeOf = async (desk: TestDesk, id: number) =>
  desk.rows(async (tx) => {
    const row = await tx
      .selectFrom('bot_answers')
      .select(['outcome', 'judged_at'])
      .where('conversation_id', '=', id)
      .executeTakeFirstOrThrow()
    return { outcome: row.outcome, isJudged: row.judged_at !== null }
  })

test('who writes again of the same within seven days was not helped; who thanks, asks of another matter or writes later was', () =>
  withDesk(async (desk) => {
    const articleId = await publishArticle(desk, { en: { title: 'Rust', html: '<p>Rub it.</p>' } })
    const reason = async (slug: string) =>
      (
        await desk
          .as(desk.ana)
          .post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug })
      ).body.id
    const [care, payment] = [await reason('care'), await reason('payment')]
    const say = (from: string) => talk(desk, { days: 9, outcome: 'helped', articleId, reasonId: care, from })
    const back = await say('back@example.com')
    await writesAgain(desk, 'back@example.com', 'The knife has rust again after one day, what now?', 6)
    const thanks = await say('thanks@example.com')
    await writesAgain(desk, 'thanks@example.com', 'Thank you very much!', 8, thanks)
    const later = await say('later@example.com')
    await writesAgain(desk, 'later@example.com', 'The knife has rust again, what now?', 1.5)
    const other = await say('other@example.com')
    const elsewhere = await writesAgain(desk, 'other@example.com', 'My card was declined, what can I do?', 7)
    await desk.as(desk.ana).put(`/api/conversations/${elsewhere}/reason`, { reasonId: payment })
    const young = await talk(desk, { days: 2, outcome: 'helped', articleId })
    await judge(desk)
    expect(await outcomeOf(desk, back)).toEqual({ outcome: 'came_back', isJudged: true })
    for (const id of [thanks, later, other])
      expect(await outcomeOf(desk, id)).toEqual({ outcome: 'helped', isJudged: true })
    expect(await outcomeOf(desk, young)).toEqual({ outcome: 'helped', isJudged: false })
    const helped = await desk.rows((tx) =>
      tx.selectFrom('articles').select('helped').where('id', '=', articleId).executeTakeFirst(),
    )
    expect(helped?.helped).toBe(3)
    await judge(desk)
    expect(
      (
        await desk.rows((tx) =>
          tx.selectFrom('articles').select('helped').where('id', '=', articleId).executeTakeFirst(),
        )
      )?.helped,
    ).toBe(3)
  }))

test('the share that helped themselves counts only what is over and did not come back', () =>
  withDesk(async (desk) => {
    const articleId = await publishArticle(desk, { en: { title: 'Rust', html: '<p>Rub it.</p>' } })
    await talk(desk, { days: 10, outcome: 'helped', articleId })
    await talk(desk, { days: 10, outcome: 'helped', articleId, locale: 'ja' })
    await talk(desk, { days: 10, articleId })
    await talk(desk, { days: 10, outcome: 'helped', articleId, from: 'back@example.com' })
    await writesAgain(desk, 'back@example.com', 'There is rust again on the knife, what now?', 5)
    await talk(desk, { days: 10, outcome: 'handed_over', decision: 'hand_over' })
    await talk(desk, { days: 10, outcome: 'asked_further', articleId })
    await talk(desk, { days: 3, outcome: 'helped', articleId })
    await talk(desk, { days: 60, outcome: 'helped', articleId })
    await judge(desk)
    const { body } = await desk.as(desk.ana).get(`/api/answers/figures?brandId=${desk.brandId}`)
    // 7 in these four weeks: 2 helped, 1 silent, 1 came back, 1 handed over, 1 asked on, 1 not over: 3 of 6.
    const all = {
      talks: 7,
      helped: 2,
      silent: 1,
      cameBack: 1,
      handedOver: 1,
      unhelped: 1,
      pending: 1,
      nothingAsked: 0,
      selfResolved: 0.5,
    }
    expect(body.all).toEqual(all)
    expect(body.byLocale.ja).toMatchObject({ talks: 1, helped: 1, selfResolved: 1 })
    expect(body.before).toMatchObject({ talks: 0, selfResolved: null })
    // By answer the hand-over shows no article: 6 shown, 1 pending, 3 of 5.
    const { articles, reasons } = body
    expect(articles).toMatchObject([
      {
        articleId,
        shown: 6,
        helped: 2,
        silent: 1,
        cameBack: 1,
        askedFurther: 1,
        pending: 1,
        selfResolved: 0.6,
      },
    ])
    expect(reasons).toMatchObject([{ reasonId: null, shown: 7, handedOver: 1, selfResolved: 0.5 }])
    const early = await desk
      .as(desk.ana)
      .get(`/api/answers/figures?brandId=${desk.brandId}&from=2020-01-01&to=2020-01-31`)
    expect(early.body).toMatchObject({
      from: '2020-01-01',
      to: '2020-01-31',
      all: { talks: 0 },
      articles: [],
    })
  }))

test('searches in vain, what was opened, used and voted on are counted by article and day', () =>
  withDesk(async (desk) => {
    const articleId = await publishArticle(desk, { ja: { title: '錆', html: '<p>こする</p>' } })
    await desk.rows(async (tx) => {
      for (const [query, found, opened] of [
        ['Engraving', 0, null],
        ['ｅｎｇｒａｖｉｎｇ', 0, null],
        ['=1+1', 0, null],
        ['錆', 1, articleId],
      ] as const)
        await sql`insert into help_searches (brand_id, locale, query, found, opened_article_id)
          values (${desk.brandId}, 'en', ${query}, ${found}, ${opened})`.execute(tx)
    })
    const { body } = await desk.as(desk.ana).get(`/api/answers/figures?brandId=${desk.brandId}`)
    expect(body.searches).toMatchObject({ all: 4, opened: 1, withoutResult: 3 })
    expect(body.searches.inVain).toMatchObject([
      { query: 'engraving', count: 2 },
      { query: '=1+1', count: 1 },
    ])
    expect(body.articles).toMatchObject([{ articleId, opened: 1, shown: 0, selfResolved: null }])
    const file = await desk
      .as(desk.ana)
      .get(`/api/answers/figures.csv?brandId=${desk.brandId}&table=searches`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.body).toContain("engraving,en,2\r\n'=1+1,en,1")
  }))

test('a brand whose sure answers are rejected gets a curve of its own that is less sure', () =>
  withDesk(async (desk) => {
    const articleId = await publishArticle(desk, { en: { title: 'Rust', html: '<p>Rub it.</p>' } })
    for (let at = 0; at < 12; at++) await talk(desk, { days: 1, outcome: 'asked_further', articleId })
    await talk(desk, { days: 1, outcome: 'handed_over', decision: 'hand_over' })
    await judge(desk)
    const curve = await desk.rows((tx) =>
      tx.selectFrom('answer_curves').selectAll().executeTakeFirstOrThrow(),
    )
    expect(curve.judged).toBe(12)
    expect(curve.base + 0.3 * curve.lead).toBeLessThan(priorCurve.base + 0.3 * priorCurve.lead)
    const { body } = await desk.as(desk.ana).get(`/api/answers/figures?brandId=${desk.brandId}`)
    expect(body.curve).toMatchObject({ judged: 12 })
  }))

test('another setting is tried on past questions, and nothing is changed by it', () =>
  withDesk(async (desk) => {
    for (const title of [
      'How do I remove rust from a knife?',
      'Shipping abroad',
      'Gift wrapping',
      'Paying by card',
    ])
      await publishArticle(desk, { en: { title, html: `<p>${title} is easy.</p>` } })
    await talk(desk, { days: 1, question: 'How do I remove rust from a knife?' })
    await talk(desk, { days: 1, question: 'knife with rust and something quite else about shipping' })
    await talk(desk, { days: 1, question: 'Who founded your company?' })
    const before = await desk.lastEvent()
    const at = `/api/answers/replay?brandId=${desk.brandId}`
    const same = (await desk.as(desk.ana).get(`${at}&certainty=usual`)).body
    expect(same).toMatchObject({ questions: 3, changes: [] })
    expect(same.asIs).toEqual(same.other)
    const bold = (await desk.as(desk.ana).get(`${at}&certainty=bold`)).body
    const careful = (await desk.as(desk.ana).get(`${at}&certainty=careful&synonyms=0&curve=general`)).body
    expect(bold.other.hand_over).toBeLessThanOrEqual(careful.other.hand_over)
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((one, other) => one + other, 0)
    for (const one of [same, bold, careful]) expect([sum(one.asIs), sum(one.other)]).toEqual([3, 3])
    expect((await desk.as(desk.ana).get(`${at}&certainty=bold&of=conversations`)).body.questions).toBe(3)
    expect(await desk.events(before)).toEqual([])
    const agent = await desk.hire('Aki', 'agent', [desk.brandId])
    expect((await desk.as(agent).get(`${at}&certainty=bold`)).status).toBe(403)
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    expect((await desk.as(omar).get(`${at}&certainty=bold`)).status).toBe(404)
    expect((await desk.as(omar).get(`/api/answers/figures?brandId=${desk.brandId}`)).status).toBe(404)
  }))
