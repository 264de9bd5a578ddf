import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { follow, levelled } from '#test/escalation.ts'

const tables = ['promises', 'tasks', 'grants', 'approvals', 'escalations', 'complaints']

/** Where each of the things that hang on these conversations stands, as it is kept. */
const hangingOn = (desk: TestDesk, ids: readonly number[]) =>
  desk.rows(async (tx) => {
    const all: Record<string, unknown> = {}
    for (const table of tables) {
      const { rows } = await sql`select to_jsonb(t) as row from ${sql.table(table)} t
        where conversation_id = any (${[...ids]}::bigint[]) order by id`.execute(tx)
      all[table] = rows
    }
    const { rows } = await sql`select id, open_promises, open_tasks, escalation, complaint from conversations
      where id = any (${[...ids]}::bigint[]) order by id`.execute(tx)
    return { ...all, conversations: rows }
  })

const complain = (desk: TestDesk, id: number, what: string) =>
  desk.as(desk.ana).patch(`/api/conversations/${id}/complaint`, { facts: { what }, severity: 'serious' })

/** A conversation in which everything is under way that there is. */
async function busy(desk: TestDesk) {
  const { cast, settings } = await levelled(desk)
  await keepLimits(desk)
  const id = await desk.receive('carter@example.com', 'The lid came broken.')
  const ben = desk.as(cast.ben)
  const escalate = (conversation: number) =>
    ben.post(`/api/conversations/${conversation}/escalations`, {
      reasonId: settings.reasons[0].id,
      temperature: 'angry',
    })
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const answers = [
    await ben.post(`/api/conversations/${id}/promises`, { what: 'Ask the carrier', dueAt }),
    await ben.post(`/api/conversations/${id}/tasks`, {
      to: { staffId: cast.sue.staffId },
      title: 'A lid?',
      text: 'Is there one?',
    }),
    await give(desk, cast.ben, id, { amount: '8000' }),
    await escalate(id),
    await complain(desk, id, 'The lid is cracked.'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  return { cast, id, ben, escalate, escalationId: answers[3]?.body.id }
}

test('all that was begun in a conversation goes on where it was merged, further too, and comes back exactly', () =>
  withDesk(async (desk) => {
    const { id, ben } = await busy(desk)
    const [first, second] = [
      await desk.receive('a@example.com', 'One'),
      await desk.receive('b@example.com', 'Two'),
    ]
    const before = await hangingOn(desk, [id, first, second])
    await ben.post(`/api/conversations/${first}/merge`, { conversationIds: [id] })
    await ben.post(`/api/conversations/${second}/merge`, { conversationIds: [first] })
    await follow(desk)
    const page = (await ben.get(`/api/conversations/${second}`)).body
    expect(page).toMatchObject({
      openPromises: 1,
      openTasks: 1,
      escalation: 'waiting',
      complaint: 'noted',
    })
    const of = `conversationId=${second}`
    for (const path of [`grants?${of}`, `approvals?which=waiting&${of}`, `tasks?${of}`, `promises?${of}`])
      expect((await ben.get(`/api/${path}`)).body.items).toMatchObject([{ conversation: { id: second } }])
    expect((await ben.get(`/api/conversations/${second}/complaint`)).body.complaint.facts.what).toBe(
      'The lid is cracked.',
    )
    expect((await ben.post(`/api/conversations/${first}/unmerge`)).status).toBe(200)
    expect((await ben.post(`/api/conversations/${id}/unmerge`)).status).toBe(200)
    await follow(desk)
    expect(await hangingOn(desk, [id, first, second])).toEqual(before)
  }))

test('of two complaints brought together one goes on, the other is read beside it and is in no list', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const kept = await desk.receive('a@example.com', 'My pan is scratched.')
    const merged = await desk.receive('b@example.com', 'And the lid is cracked.')
    await complain(desk, kept, 'The pan is scratched.')
    await complain(desk, merged, 'The lid is cracked.')
    await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
    expect((await ana.get(`/api/conversations/${kept}/complaint`)).body.complaint).toMatchObject({
      facts: { what: 'The pan is scratched.' },
      others: [{ conversationId: merged, facts: { what: 'The lid is cracked.' }, severity: 'serious' }],
    })
    expect((await ana.get('/api/complaints')).body.items).toMatchObject([{ conversation: { id: kept } }])
    await ana.post(`/api/conversations/${merged}/unmerge`)
    expect((await ana.get('/api/complaints')).body.items).toHaveLength(2)
    expect((await ana.get(`/api/conversations/${merged}`)).body.complaint).toBe('noted')
  }))

test('of two escalations brought together one goes on, and the other waits again when it is taken out', () =>
  withDesk(async (desk) => {
    const { id, ben, escalate, escalationId } = await busy(desk)
    const kept = await desk.receive('a@example.com', 'Hello?')
    const other = (await escalate(kept)).body
    await ben.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })
    await follow(desk)
    expect((await ben.get('/api/escalations')).body.items).toMatchObject([{ id: other.id }])
    expect((await ben.get(`/api/escalations/${escalationId}`)).body.state).toBe('ended')
    expect((await ben.get(`/api/conversations/${kept}`)).body.escalation).toBe('waiting')
    const { items } = (await ben.get(`/api/conversations/${kept}/events`)).body
    expect(items.map((one: { text: string }) => one.text)).toContain(
      `The escalation went on as that of conversation ${kept}, into which this one was merged.`,
    )
    await ben.post(`/api/conversations/${id}/unmerge`)
    await follow(desk)
    expect((await ben.get(`/api/escalations/${escalationId}`)).body).toMatchObject({
      state: 'waiting',
      conversation: { id },
      may: { end: false },
    })
    expect((await ben.get(`/api/conversations/${id}`)).body.escalation).toBe('waiting')
    expect((await desk.jobs()).filter(({ task }) => task === 'watch-escalation')).toHaveLength(2)
  }))

test('a conversation that was done is open again when an escalated one is put into it', () =>
  withDesk(async (desk) => {
    const { id, ben } = await busy(desk)
    await ben.put(`/api/conversations/${id}/status`, { status: 'pending_customer' })
    const kept = await desk.receive('a@example.com', 'Thank you.')
    await ben.put(`/api/conversations/${kept}/status`, { status: 'resolved' })
    await ben.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })
    expect((await ben.get(`/api/conversations/${kept}`)).body.status).toBe('open')
  }))
