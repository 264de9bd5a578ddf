import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Labelled } from './learn.ts'
import { seedExamples } from './seed.ts'

export type Examples = {
  /** Labels are ids of the brand's reasons. */
  labelled: Labelled[]
  /** How many of them are the brand's own. */
  own: number
  /** Says what they are: the same ones, the same word. */
  basis: string
}

// The newest of each reason: how customers write changes, and no reason shall drown the others.
const mostOfReason = 300
const longestText = 1_200

/**
 * What a brand's reasons are learnt from: its conversations to which a person gave a reason (colleagues, or the customer in the form),
 * each by how it began, and the seed's texts for the reasons that the brand has of the seed.
 */
export async function examplesOf(tx: Tx, brandId: number): Promise<Examples> {
  const { rows: reasons } = await sql<{ id: number; slug: string }>`
    select id, slug from contact_reasons where brand_id = ${brandId} and archived_at is null order by id`.execute(
    tx,
  )
  const ids = new Map(reasons.map(({ id, slug }) => [slug, String(id)]))
  const seed = seedExamples().flatMap(({ text, label }) => {
    const id = ids.get(label)
    return id === undefined ? [] : [{ text, label: id }]
  })
  const own = await labelledBy(tx, brandId)
  const labelled = [...seed, ...own]
  const basis = createHash('sha256').update(JSON.stringify(labelled)).digest('base64url')
  return { labelled, own: own.length, basis }
}

async function labelledBy(tx: Tx, brandId: number): Promise<Labelled[]> {
  const { rows } = await sql<Labelled>`
    select left(c.subject || e'\n' || said.text, ${longestText}) as text, c.reason_id::text as label
    from contact_reasons r
    cross join lateral (
      select * from conversations
      where brand_id = r.brand_id and reason_id = r.id and merged_into_id is null and status <> 'spam'
      order by last_message_at desc, id desc limit ${mostOfReason}
    ) c
    cross join lateral (
      select text from messages where brand_id = c.brand_id and conversation_id = c.id and direction = 'in' and kind = 'message'
      order by id limit 1
    ) said
    left join lateral (
      select actor from events where brand_id = c.brand_id and conversation_id = c.id and type = 'conversation.reason_changed'
      order by id desc limit 1
    ) given on true
    where r.brand_id = ${brandId} and r.archived_at is null and (given.actor is null or given.actor not in ('system', 'rule', 'flow'))
    order by c.id`.execute(tx)
  return rows.filter(({ text }) => text.trim() !== '')
}
