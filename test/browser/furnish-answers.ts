import { sql } from 'kysely'
import { inBrands } from '#platform/database.ts'
import type { TestDesk } from '#test/desk.ts'

/** The bot has answered once, and two searches of the help centre found nothing and something. */
export async function furnishAnswers({ db, brandId }: TestDesk, conversation: number): Promise<void> {
  await inBrands(db, [brandId], async (tx) => {
    await sql`insert into bot_talks (brand_id, conversation_id, locale, state, started_at)
      values (${brandId}, ${conversation}, 'en', 'done', now() - interval '9 days')`.execute(tx)
    await sql`
      insert into bot_answers (brand_id, conversation_id, question_message_id, channel, question, locale, certainty, lead, lead_of_three,
        cover, confidence, decision, shown_article_id, outcome, outcome_at, judged_at, created_at)
      select ${brandId}, ${conversation}, min(m.id), 'chat', 'The donabe arrived with a crack.', 'en', 'usual', 0.3, 0.3, 0.6, 0.8,
        'answer', (select min(id) from articles where brand_id = ${brandId}), 'helped', now() - interval '9 days', now(),
        now() - interval '9 days'
      from messages m where m.brand_id = ${brandId} and m.conversation_id = ${conversation}`.execute(tx)
    await sql`insert into help_searches (brand_id, locale, query, found)
      values (${brandId}, 'en', 'engraving', 0), (${brandId}, 'en', 'crack', 1)`.execute(tx)
  })
}
