import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Care, CareFigures } from './contract.ts'
import { periodOf } from './period.ts'

type Row = CareFigures & { channel: Care['byChannel'][number]['channel'] | null }

const none: CareFigures = {
  told: 0,
  secondsToCare: null,
  minutesToFirstReply: null,
  promisesOver: 0,
  promisesKept: 0,
}

/**
 * How soon customers were told that what they wrote has come, which is no answer: beside it stands how soon a person gave one, and whether
 * that was by the time they had been told. A time that is still to come is neither kept nor broken.
 */
export async function careFigures(tx: Tx, wish: Parameters<typeof periodOf>[1]): Promise<Sendable<Care>> {
  const { period } = await periodOf(tx, wish)
  const middle = (of: string) =>
    sql`percentile_cont(0.5) within group (order by extract(epoch from ${sql.raw(of)} - created_at))`
  const { rows } = await sql<Row>`
    select channel, count(*)::int as told,
      round(${middle('acknowledged_at')})::int as "secondsToCare",
      round((${middle('first_replied_at')} filter (where first_replied_at is not null)) / 60)::int as "minutesToFirstReply",
      count(*) filter (where promised_for <= now())::int as "promisesOver",
      count(*) filter (where promised_for <= now() and first_replied_at <= promised_for)::int as "promisesKept"
    from conversations
    where brand_id = ${period.brandId} and acknowledged_at >= ${period.begins} and acknowledged_at < ${period.ends}
    group by grouping sets ((), (channel))
    order by grouping(channel) desc, told desc, channel`.execute(tx)
  const [all, ...channels] = rows
  return {
    ...{ from: period.from, to: period.to },
    all: all ? figuresOf(all) : none,
    byChannel: channels.flatMap((row) => (row.channel ? [{ channel: row.channel, ...figuresOf(row) }] : [])),
  }
}

const figuresOf = ({ channel: _, ...figures }: Row): CareFigures => figures
