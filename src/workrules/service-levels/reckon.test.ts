import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inBrands } from '#platform/database.ts'
import { keepLevel, reckonAll } from '#test/clocks.ts'
import { withDesk } from '#test/desk.ts'
import { reckon } from './reckon.ts'

test('who reckons a conversation while another does waits for it, and never writes what was read before', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await reckonAll(desk)
    const waiting = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(desk.db.open)
      return rows[0]?.count
    }
    let second: Promise<void> | undefined
    await inBrands(desk.db, [desk.brandId], async (tx) => {
      await reckon(tx, desk.brandId, [id])
      second = inBrands(desk.db, [desk.brandId], (other) => reckon(other, desk.brandId, [id]))
      await expect.poll(waiting).toBe(1)
      // What has happened by the time the first is done is heard by the second.
      await sql`update messages set kind = 'auto_reply' where conversation_id = ${id}`.execute(tx)
    })
    await second
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/deadlines`)).body
    expect(items).toEqual([])
  }))
