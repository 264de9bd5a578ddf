import { sql } from 'kysely'
import { brandsOf } from '#conversations/conditions.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Flow, FlowPage } from './contract.ts'
import { graph } from './graph.ts'
import { problemsOf } from './problems.ts'

/** The flows of the reader's brands, by their names. */
export async function listFlows(tx: Tx, query: { brandId?: number | undefined }): Promise<Sendable<Flow>[]> {
  return read(tx, sql`f.brand_id = any (${[...brandsOf(tx, query)]}::bigint[])`)
}

/** One flow with its draft and what is wrong with it. */
export async function flowPageFor(tx: Tx, id: number, locale: Locale): Promise<Sendable<FlowPage>> {
  const [flow] = await read(tx, sql`f.brand_id = any (${[...tx.inBrands]}::bigint[]) and f.id = ${id}`)
  if (!flow) throw notFound('flow')
  const { draft: stored, revision } = await tx
    .selectFrom('flows')
    .select(['draft', 'revision'])
    .where('brand_id', '=', flow.brandId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const draft = graph.parse(stored)
  return { ...flow, revision, draft, problems: await problemsOf(tx, flow.brandId, draft, locale) }
}

/** What was published, newest first. */
export async function listVersions(tx: Tx, id: number) {
  const { rows } = await sql<{
    version: number
    name: string
    publishedAt: Date
    graph: unknown
    runsUnderWay: number
  }>`
    select v.version, v.name, v.published_at as "publishedAt", v.graph,
      (select jsonb_build_object('id', id, 'name', name) from staff where id = v.published_by) as "publishedBy",
      (select count(*)::int from flow_runs where brand_id = v.brand_id and flow_id = v.flow_id and version = v.version
        and state in ('running', 'waiting', 'stuck')) as "runsUnderWay"
    from flows f join flow_versions v on (v.brand_id, v.flow_id) = (f.brand_id, f.id)
    where f.brand_id = any (${[...tx.inBrands]}::bigint[]) and f.id = ${id} order by v.version desc`.execute(
    tx,
  )
  if (rows.length === 0) await flowExists(tx, id)
  return rows.map((row) => ({ publishedBy: null, ...row, graph: graph.parse(row.graph) }))
}

async function flowExists(tx: Tx, id: number): Promise<void> {
  const [found] = await read(tx, sql`f.brand_id = any (${[...tx.inBrands]}::bigint[]) and f.id = ${id}`)
  if (!found) throw notFound('flow')
}

async function read(tx: Tx, which: ReturnType<typeof sql>): Promise<Sendable<Flow>[]> {
  const { rows } = await sql<Sendable<Flow>>`
    select f.id, f.brand_id as "brandId", f.name, f.starts_by_hand as "startsByHand", f.starts_by_topic as "topicId",
      f.published_version as "publishedVersion", v.published_at as "publishedAt",
      v.graph is null or v.graph <> f.draft or v.name <> f.name as "isChanged", f.changed_at as "changedAt",
      runs.under_way as "runsUnderWay", runs.stuck as "runsStuck"
    from flows f
      left join flow_versions v on (v.brand_id, v.flow_id, v.version) = (f.brand_id, f.id, f.published_version)
      cross join lateral (
        select count(*)::int as under_way, count(*) filter (where state = 'stuck')::int as stuck
        from flow_runs where brand_id = f.brand_id and flow_id = f.id and state in ('running', 'waiting', 'stuck')
      ) runs
    where ${which} and f.deleted_at is null
    order by f.brand_id, f.name, f.id`.execute(tx)
  return rows
}
