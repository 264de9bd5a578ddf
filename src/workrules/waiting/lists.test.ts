import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

// What is over is most of what there ever was: lists begin at an index of their order and read a page, not the table.
const indexes = [
  ['promises', `p.brand_id = 1 and p.state <> 'open' order by p.ended_at desc, p.id desc`, 'promises_ended'],
  [
    'promises',
    `p.brand_id = 1 and p.owner_id = 1 and p.state <> 'open' order by p.ended_at desc, p.id desc`,
    'promises_ended_of_owner',
  ],
  [
    'escalations',
    `p.brand_id = 1 and p.ended_at is not null order by p.ended_at desc, p.id desc`,
    'escalations_ended',
  ],
  ['grants', `p.brand_id = 1 and p.state = 'waiting' order by p.id desc`, 'grants_by_state'],
  ['tasks', `p.brand_id = 1 and p.ended_at is not null order by p.ended_at desc, p.id desc`, 'tasks_ended'],
  [
    'tasks',
    `p.brand_id = 1 and p.asked_by_id = 1 order by coalesce(p.due_at, 'infinity'), p.id`,
    'tasks_by_asker',
  ],
  [
    'approvals',
    `p.brand_id = 1 and p.state <> 'waiting' order by p.decided_at desc, p.id desc`,
    'approvals_decided',
  ],
  [
    'reply_approvals',
    `p.brand_id = 1 and p.state <> 'waiting' order by p.decided_at desc, p.id desc`,
    'reply_approvals_decided',
  ],
  ['flow_runs', `p.brand_id = 1 and p.state = 'stuck' order by p.id desc`, 'flow_runs_by_state'],
  ['complaints', `p.brand_id = 1 order by p.changed_at desc, p.id desc`, 'complaints_by_change'],
  [
    'assignment_wishes',
    `p.brand_id = 1 and p.is_waiting order by p.wished_at, p.conversation_id`,
    'assignment_wishes_by_time',
  ],
] as const

test('every list of what was done has an index in its own order', () =>
  withDesk(async (desk) => {
    for (const [table, rest, index] of indexes)
      expect([index, await planOf(desk, table, rest)]).toEqual([index, expect.stringContaining(index)])
  }))

/** Tables of tests are empty, so what would be cheaper for few rows is switched off. */
const planOf = (desk: TestDesk, table: string, rest: string): Promise<string> =>
  desk.rows(async (tx) => {
    for (const off of ['enable_seqscan', 'enable_sort', 'enable_bitmapscan'])
      await sql`set local ${sql.raw(off)} = off`.execute(tx)
    const { rows } = await sql<Record<string, string>>`
      explain select p.* from ${sql.table(table)} p where ${sql.raw(rest)} limit 50`.execute(tx)
    return rows.map((row) => Object.values(row)[0]).join('\n')
  })
