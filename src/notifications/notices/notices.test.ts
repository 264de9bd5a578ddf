import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { record } from '#platform/events.ts'
import { dispatch } from '#platform/outbox.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { follow } from '../../consequences.ts'
import { tasksOf } from '../../tasks.ts'

/** Lets everything that has happened have its notices, twice, as after a crash. */
async function tell(desk: TestDesk): Promise<void> {
  // Another test's transaction on the same server may hold events back for a moment.
  await expect.poll(() => dispatch(desk.db, follow).then(() => undispatched(desk))).toBe(0)
  const tasks = tasksOf(desk)
  for (const job of await desk.jobs())
    if (job.task.startsWith('notify-'))
      for (const attempt of [1, 2]) await tasks[job.task]?.(job.payload, { attempt, isLastAttempt: false })
}

async function undispatched(desk: TestDesk): Promise<number> {
  const { rows } = await desk.rows((tx) =>
    sql<{ total: number }>`select count(*) as total from events, event_cursors
      where (events.transaction, events.id) > (event_cursors.transaction, event_cursors.event_id)`.execute(
      tx,
    ),
  )
  return rows[0]?.total ?? 0
}

const kindsFor = async (desk: TestDesk, who: Person) =>
  (await desk.as(who).get('/api/notices')).body.items.map((one: { kind: string }) => one.kind).toSorted()

test('people are told once of what concerns them, and never of what they did themselves', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.', { subject: 'Order 1001' })
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${id}/assignee`, { staffId: desk.ana.staffId })
    await ana.put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    await ana.post(`/api/conversations/${id}/notes`, {
      text: 'Please.',
      mentions: [ben.staffId, desk.ana.staffId],
    })
    await tell(desk)
    expect(await kindsFor(desk, ben)).toEqual(['assigned', 'mentioned'])
    expect(await kindsFor(desk, desk.ana)).toEqual([])
    const { items, unseen } = (await desk.as(ben).get('/api/notices')).body
    expect(unseen).toBe(2)
    expect(items[0]).toMatchObject({
      actorName: 'Ana',
      conversationId: id,
      conversationSubject: 'Order 1001',
    })
    expect((await desk.as(ben).put('/api/notices/seen', { upTo: items[1].id })).body).toEqual({ unseen: 1 })
    expect((await desk.as(ben).get('/api/notices?only=unseen')).body.items).toHaveLength(1)
    expect((await desk.as(desk.ana).put('/api/notices/seen', { ids: [items[0].id] })).status).toBe(200)
    expect((await desk.as(ben).get('/api/notices')).body.unseen).toBe(1)
  }))

test('a message that could not be delivered is told to who wrote it and who is responsible', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    const { lastEventId } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
    const sent = await desk
      .as(desk.ana)
      .post(`/api/conversations/${id}/replies`, { text: 'Sorry.', lastSeenEventId: lastEventId })
    const { settle } = await import('#channels/outgoing.ts')
    await settle(
      desk.db,
      { brandId: desk.brandId, messageId: sent.body.id, conversationId: id },
      { state: 'failed', reason: 'mailbox_full' },
    )
    await tell(desk)
    expect(await kindsFor(desk, desk.ana)).toEqual(['failed'])
    expect(await kindsFor(desk, ben)).toEqual(['assigned', 'failed'])
  }))

test('who follows is told when the customer writes, and no longer once outside the brand', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await tell(desk)
    await desk.as(ben).put(`/api/conversations/${id}/follow`)
    const write = () => desk.receive('carter@example.com', 'Hello?', { channel: 'api' }, id)
    await write()
    await tell(desk)
    expect(await kindsFor(desk, ben)).toEqual(['followed'])
    await desk.db.open.deleteFrom('staff_brands').where('staff_id', '=', ben.staffId).execute()
    await write()
    await tell(desk)
    expect(await kindsFor(desk, ben)).toEqual([])
  }))

test('a quarantined mail, a mailbox in trouble and a webhook that was switched off are told to who can mend them', () =>
  withDesk(async (desk) => {
    const lead = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const agent = await desk.hire('Ben', 'agent', [desk.brandId])
    const actor = { kind: 'system' as const }
    await desk.rows(async (tx) => {
      await record(tx, { type: 'mail.quarantined', brandId: desk.brandId, actor })
      await record(tx, { type: 'mailbox.troubled', brandId: desk.brandId, actor })
      await record(tx, { type: 'webhook.disabled', brandId: desk.brandId, actor })
    })
    await tell(desk)
    expect((await kindsFor(desk, lead)).toSorted()).toEqual(['quarantined', 'troubled'])
    expect(await kindsFor(desk, desk.ana)).toContain('webhook_off')
    expect(await kindsFor(desk, agent)).toEqual([])
  }))
