import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { calibrate, type Judged } from '../calibrate.ts'

// How customers ask and what is published change; older answers say little of today's.
const most = 2_000

/**
 * Learns how likely evidence makes an answer right from the brand's judged answers. An answer was right when the customer said that it
 * helped or said nothing, and did not come back; after a question back, when the first choice was the one taken.
 */
export async function learnCurve(tx: Tx, brandId: number): Promise<void> {
  const { rows } = await sql<{ lead: number; cover: number; isRight: boolean }>`
    select lead, cover,
      case decision when 'ask' then chosen_article_id is not distinct from (ranked->0->>'articleId')::bigint
        else outcome is null or outcome = 'helped' end as "isRight"
    from bot_answers
    where brand_id = ${brandId} and judged_at is not null and question <> ''
      and (decision = 'answer' and shown_article_id is not null or decision = 'ask' and chosen_article_id is not null)
    order by id desc limit ${most}`.execute(tx)
  const judged: Judged[] = rows.map(({ lead, cover, isRight }) => ({ evidence: { lead, cover }, isRight }))
  if (judged.length === 0) return
  const { base, lead, cover } = calibrate(judged)
  await sql`
    insert into answer_curves (brand_id, base, lead, cover, judged) values (${brandId}, ${base}, ${lead}, ${cover}, ${judged.length})
    on conflict (brand_id) do update set base = excluded.base, lead = excluded.lead, cover = excluded.cover,
      judged = excluded.judged, learnt_at = now()`.execute(tx)
}
