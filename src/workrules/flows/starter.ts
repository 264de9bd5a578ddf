import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Run } from './run.ts'

/** Who started a run, also by a flow that began this one; null where no person did. */
export async function starterOf(
  tx: Tx,
  { brandId, id }: Pick<Run, 'brandId' | 'id'>,
): Promise<number | null> {
  const { rows } = await sql<{ by: string; byId: number | null }>`
    with recursive begun as (
      select id, conversation_id, started_by, started_by_id from flow_runs where brand_id = ${brandId} and id = ${id}
      union all
      select outer_run.* from begun cross join lateral (
        select id, conversation_id, started_by, started_by_id from flow_runs
        where brand_id = ${brandId} and conversation_id = begun.conversation_id and flow_id = begun.started_by_id and id < begun.id
        order by id desc limit 1
      ) outer_run where begun.started_by = 'flow'
    )
    select started_by as by, started_by_id as "byId" from begun order by id limit 1`.execute(tx)
  const [first] = rows
  return first?.by === 'staff' ? first.byId : null
}
