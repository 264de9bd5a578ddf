import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

/** Every row that hangs on these conversations, without the events that tell of the merging itself. */
async function rowsOf(desk: TestDesk, ids: number[]): Promise<Record<string, unknown>> {
  const tables = [
    'messages',
    'message_search',
    'attachments',
    'mail_references',
    'participants',
    'mentions',
  ].concat(['conversation_tags', 'followers', 'drafts', 'conversation_reads'])
  return desk.rows(async (tx) => {
    const all: Record<string, unknown> = {}
    for (const table of tables) {
      const { rows } = await sql`select to_jsonb(t) - 'delivery_state' as row from ${sql.table(table)} t
        where conversation_id = any (${ids}::bigint[]) order by to_jsonb(t)::text`.execute(tx)
      all[table] = rows
    }
    const { rows } = await sql`select to_jsonb(c) - 'last_event_id' as row from conversations c
      where id = any (${ids}::bigint[]) order by id`.execute(tx)
    return { ...all, conversations: rows }
  })
}

type Step = 'customer' | 'note' | 'reply' | 'tag' | 'follow' | 'resolve' | 'snooze' | 'mail'

/** Does something to a conversation as people do; what is refused in its state is left out. */
async function act(desk: TestDesk, id: number, step: Step, nth: number): Promise<void> {
  const ana = desk.as(desk.ana)
  const at = `/api/conversations/${id}`
  if (step === 'note') await ana.post(`${at}/notes`, { text: `Note ${nth}`, mentions: [desk.ana.staffId] })
  if (step === 'tag') await ana.put(`${at}/tags`, { tags: [`tag ${nth % 3}`] })
  if (step === 'follow') await ana.put(`${at}/follow`)
  if (step === 'resolve') await ana.put(`${at}/status`, { status: 'resolved' })
  if (step === 'snooze')
    await ana.put(`${at}/snooze`, { until: new Date(Date.now() + 3_600_000).toISOString() })
  if (step === 'reply') {
    const { lastEventId } = (await ana.get(at)).body
    await ana.post(`${at}/replies`, { text: `Reply ${nth}`, lastSeenEventId: lastEventId })
  }
  if (step === 'customer') await arrive(desk, id, `More ${nth}`)
  if (step === 'mail') {
    await desk.rows((tx) =>
      sql`insert into mail_references (brand_id, customer_id, mail_id, conversation_id)
        select brand_id, customer_id, ${`<${id}.${nth}@example.com>`}, id from conversations where id = ${id}
        on conflict do nothing`.execute(tx),
    )
  }
}

/** A message of the customer in a conversation that is there, as a channel that knows the thread takes it in. */
async function arrive(desk: TestDesk, id: number, text: string): Promise<void> {
  const address = `late${id}@example.com`
  await desk.receive(address, text, { channel: 'api' }, id)
}

const step = fc.constantFrom<Step>('customer', 'note', 'reply', 'tag', 'follow', 'resolve', 'snooze', 'mail')
const history = fc.array(step, { maxLength: 4 })

test(
  'merging and taking apart again leaves every row as it was, whatever had happened before',
  () =>
    withDesk(async (desk) => {
      const ana = desk.as(desk.ana)
      let run = 0
      await fc.assert(
        fc.asyncProperty(history, history, async (keptHistory, mergedHistory) => {
          run += 1
          const kept = await desk.receive(`kept${run}@example.com`, 'About my order')
          const merged = await desk.receive(`merged${run}@example.com`, 'About my order too')
          for (const [nth, one] of keptHistory.entries()) await act(desk, kept, one, nth)
          for (const [nth, one] of mergedHistory.entries()) await act(desk, merged, one, nth + 10)
          const before = await rowsOf(desk, [kept, merged])
          const answer = await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
          expect(answer).toMatchObject({ status: 200, body: { mergedIds: [merged] } })
          expect((await ana.get(`/api/conversations/${merged}/messages`)).body.items).toEqual([])
          expect((await ana.post(`/api/conversations/${merged}/unmerge`)).status).toBe(200)
          expect(await rowsOf(desk, [kept, merged])).toEqual(before)
        }),
        { numRuns: 12 },
      )
    }),
  120_000,
)

test(
  'what comes in between stays with the kept conversation, and the other comes back exactly',
  () =>
    withDesk(async (desk) => {
      const ana = desk.as(desk.ana)
      let run = 0
      await fc.assert(
        fc.asyncProperty(history, fc.array(step, { minLength: 1, maxLength: 3 }), async (old, between) => {
          run += 1
          const kept = await desk.receive(`kept${run}@example.com`, 'About my order')
          const merged = await desk.receive(`merged${run}@example.com`, 'About my order too')
          for (const [nth, one] of old.entries()) await act(desk, merged, one, nth + 10)
          const before = await rowsOf(desk, [merged])
          const keptMessages = await messagesOf(desk, kept)
          await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
          const atMerge = await messagesOf(desk, kept)
          for (const [nth, one] of between.entries()) await act(desk, kept, one, nth + 20)
          const fresh = (await messagesOf(desk, kept)).filter((id) => !atMerge.includes(id))
          await ana.post(`/api/conversations/${merged}/unmerge`)
          expect(await rowsOf(desk, [merged])).toEqual(before)
          expect(await messagesOf(desk, kept)).toEqual([...keptMessages, ...fresh])
          const page = (await ana.get(`/api/conversations/${kept}`)).body
          expect(page.messageCount).toBe(keptMessages.length + fresh.length)
        }),
        { numRuns: 12 },
      )
    }),
  120_000,
)

async function messagesOf(desk: TestDesk, id: number): Promise<number[]> {
  const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body
  return items.map((one: { id: number }) => one.id)
}

test('a merged conversation leads to the kept one, is in no list, and is changed no more', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const kept = await desk.receive('a@example.com', 'One')
    const merged = await desk.receive('b@example.com', 'Two')
    await act(desk, merged, 'mail', 1)
    const before = await desk.lastEvent()
    await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
    expect(await desk.events(before)).toEqual(['conversation.merged_away', 'conversation.merged'])
    expect((await ana.get(`/api/conversations/${merged}`)).body).toMatchObject({
      mergedIntoId: kept,
      may: { reply: false, change: false },
    })
    const { items } = (await ana.get('/api/conversations')).body
    expect(items.map((one: { id: number }) => one.id)).toEqual([kept])
    expect(await ana.put(`/api/conversations/${merged}/status`, { status: 'resolved' })).toMatchObject({
      status: 409,
      body: { code: 'merged_away', mergedIntoId: kept },
    })
    const threads = await desk.rows((tx) =>
      tx.selectFrom('mail_references').select('conversation_id').execute(),
    )
    expect(threads).toEqual([{ conversation_id: kept }])
  }))

test('a done conversation is open again when one that is not done is put into it', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const kept = await desk.receive('a@example.com', 'One')
    await ana.put(`/api/conversations/${kept}/status`, { status: 'resolved' })
    const merged = await desk.receive('b@example.com', 'Two')
    const { body } = await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
    expect(body).toMatchObject({ status: 'open', messageCount: 2, preview: 'Two' })
    expect(body.waitingSince).not.toBeNull()
  }))

test('merging with itself, over brands, twice, or taking apart what is not merged is refused without a trace', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const kept = await desk.receive('a@example.com', 'One')
    const other = await desk.receive('b@example.com', 'Two')
    const sakura = await desk.openBrand('sakura')
    const foreign = await desk.receive('c@example.com', 'Three', { brandId: sakura })
    const before = await desk.lastEvent()
    const merge = (id: number, ids: number[]) =>
      ana.post(`/api/conversations/${id}/merge`, { conversationIds: ids })
    expect((await merge(kept, [kept])).body.code).toBe('merge_with_itself')
    expect((await merge(kept, [other, foreign])).body.code).toBe('merge_other_brand')
    expect((await merge(kept, [999])).status).toBe(404)
    expect((await ana.post(`/api/conversations/${kept}/unmerge`)).body.code).toBe('not_merged')
    expect(await desk.events(before)).toEqual([])
    await merge(kept, [other])
    expect((await merge(kept, [other])).body.code).toBe('merged_away')
  }))

test('a conversation merged further is taken apart from the outside in', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const [one, two, three] = [
      await desk.receive('a@example.com', 'One'),
      await desk.receive('b@example.com', 'Two'),
      await desk.receive('c@example.com', 'Three'),
    ]
    await ana.post(`/api/conversations/${two}/merge`, { conversationIds: [three] })
    await ana.post(`/api/conversations/${one}/merge`, { conversationIds: [two] })
    expect((await messagesOf(desk, one)).length).toBe(3)
    expect((await ana.post(`/api/conversations/${three}/unmerge`)).body).toMatchObject({
      code: 'merged_further',
      mergedIntoId: one,
    })
    await ana.post(`/api/conversations/${two}/unmerge`)
    await ana.post(`/api/conversations/${three}/unmerge`)
    for (const id of [one, two, three]) expect(await messagesOf(desk, id)).toHaveLength(1)
  }))

test('two agents who merge the same two into each other at once do not deadlock, and one wins', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const one = await desk.receive('a@example.com', 'One')
    const other = await desk.receive('b@example.com', 'Two')
    const answers = await Promise.all([
      ana.post(`/api/conversations/${one}/merge`, { conversationIds: [other] }),
      ana.post(`/api/conversations/${other}/merge`, { conversationIds: [one] }),
    ])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
  }))

test('messages are split off into a conversation of their own, told on both sides', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('a@example.com', 'My pan is late.')
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['late'] })
    await act(desk, id, 'reply', 1)
    await arrive(desk, id, 'And my kettle leaks.')
    const [first, second, third] = await messagesOf(desk, id)
    const before = await desk.lastEvent()
    const answer = await ana.post(`/api/conversations/${id}/split`, {
      messageIds: [third],
      subject: 'Kettle',
    })
    expect(answer.body).toMatchObject({
      subject: 'Kettle',
      splitFromId: id,
      tags: ['late'],
      status: 'open',
      messageCount: 1,
      preview: 'And my kettle leaks.',
    })
    expect(answer.body.waitingSince).not.toBeNull()
    expect(await messagesOf(desk, id)).toEqual([first, second])
    expect((await ana.get(`/api/conversations/${id}`)).body).toMatchObject({
      messageCount: 2,
      waitingSince: null,
    })
    expect(await desk.events(before)).toEqual(['conversation.split', 'conversation.split_off'])
    const split = (messageIds: (number | undefined)[]) =>
      ana.post(`/api/conversations/${id}/split`, { messageIds })
    expect((await split([first, second])).body.code).toBe('split_everything')
    expect((await split([third])).body.code).toBe('split_unknown')
  }))
