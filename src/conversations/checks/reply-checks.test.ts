import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

type Found = { id: string; check: string; level: string; found: string; what: string; advice: string }

async function opened(desk: TestDesk, text = 'Where is my lid? It has not arrived yet.') {
  const id = await desk.receive('emily@example.com', text, {
    channel: 'email',
    from: {
      kind: 'email',
      value: 'emily@example.com',
      shown: 'emily@example.com',
      name: 'Emily Carter',
      isVerified: true,
    },
  })
  const by = (person: TestDesk['ana']) => {
    const caller = desk.as(person)
    const send = async (text: string, more: Record<string, unknown> = {}) => {
      const { lastEventId } = (await caller.get(`/api/conversations/${id}`)).body
      return caller.post(`/api/conversations/${id}/replies`, { text, lastSeenEventId: lastEventId, ...more })
    }
    const look = async (text: string, more: Record<string, unknown> = {}): Promise<Found[]> =>
      (await caller.post(`/api/conversations/${id}/reply-checks`, { text, ...more })).body.items
    return { caller, send, look }
  }
  return { id, by }
}
const names = (found: Found[]) => found.map((one) => one.check)
const word = (desk: TestDesk, more: Record<string, unknown> = {}) => ({
  brandId: desk.brandId,
  kind: 'forbidden',
  word: '絶対',
  why: 'Nothing is certain.',
  instead: '通常は',
  ...more,
})

test('a warning stops a reply until its writer accepts it, and what was accepted stands in the event', () =>
  withDesk(async (desk) => {
    const { by } = await opened(desk)
    const { send, look } = by(desk.ana)
    const text = 'Please find the label attached.'
    expect(await look(text)).toMatchObject([{ check: 'attachment', level: 'warn', found: text }])
    const before = await desk.lastEvent()
    const refused = await send(text)
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'reply_checks', field: 'text', mayPass: true },
    })
    expect(refused.body.title).toContain('Not sent yet')
    expect(await desk.events(before)).toEqual([])
    const accepted = refused.body.findings.map((one: Found) => one.id)
    expect((await send(text, { checks: { accepted } })).status).toBe(200)
    const said = await desk.rows((tx) =>
      tx.selectFrom('events').select('data').where('type', '=', 'message.replied').execute(),
    )
    expect(said).toMatchObject([{ data: { accepted: [{ check: 'attachment', found: text }] } }])
  }))

test('what is found is told in the language of whoever writes', () =>
  withDesk(async (desk) => {
    const { by } = await opened(desk)
    const sato = await desk.hire('Sato', 'agent', [desk.brandId])
    await desk.db.open.updateTable('staff').set({ locale: 'ja' }).where('id', '=', sato.staffId).execute()
    const { send } = by(sato)
    const { body } = await send('Please find the label attached.')
    expect(body.title).toMatch(/^まだ送信していません。本文で添付に触れていますが/)
    expect(body.findings[0].what).toContain('ファイルがありません')
  }))

test('a forbidden word does not leave, unless who leads says why', () =>
  withDesk(async (desk) => {
    const { id, by } = await opened(desk, '蓋が届きません。いつ届きますか。')
    const sato = await desk.hire('Sato', 'agent', [desk.brandId])
    await desk.as(desk.ana).post('/api/checked-words', word(desk))
    const text = '明日、ｾﾞｯﾀｲに絶対に届きます。'
    const refused = await by(sato).send(text)
    expect(refused).toMatchObject({ status: 422, body: { mayPass: false } })
    expect(refused.body.findings).toMatchObject([
      {
        check: 'forbidden_word',
        level: 'block',
        found: '絶対',
        advice: 'Nothing is certain. Better: 通常は',
      },
    ])
    const accepted = refused.body.findings.map((one: Found) => one.id)
    const before = await desk.lastEvent()
    // Neither by accepting it nor by a reason of somebody who may not.
    expect((await by(sato).send(text, { checks: { accepted, reason: 'x' } })).status).toBe(422)
    expect((await by(desk.ana).send(text, { checks: { accepted } })).status).toBe(422)
    expect(await desk.events(before)).toEqual([])
    const reason = 'The carrier confirmed it.'
    expect((await by(desk.ana).send(text, { checks: { reason } })).status).toBe(200)
    expect(await desk.events(before)).toContain('reply_checks.passed')
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/events`)).body
    expect(items.map((one: { text: string }) => one.text)).toContain(
      `sent over a check that stops (絶対): ${reason}`,
    )
    await desk.as(desk.ana).put(`/api/brands/${desk.brandId}/reply-checks`, { passedBy: 'nobody' })
    expect((await by(desk.ana).send(text, { checks: { reason } })).status).toBe(422)
  }))

test('each check is off, warns or stops as the brand sets it', () =>
  withDesk(async (desk) => {
    const { by } = await opened(desk)
    const { caller, look } = by(desk.ana)
    const path = `/api/brands/${desk.brandId}/reply-checks`
    const text = 'Please find the label attached. {{tracking}}'
    expect((await look(text)).map(({ check, level }) => [check, level])).toEqual([
      ['placeholder', 'block'],
      ['attachment', 'warn'],
    ])
    const { body } = await caller.put(path, { levels: { placeholder: 'warn', attachment: 'off' } })
    expect(body.levels).toMatchObject({ placeholder: 'warn', attachment: 'off', forbidden_word: 'block' })
    expect((await look(text)).map(({ check, level }) => [check, level])).toEqual([['placeholder', 'warn']])
    expect((await caller.get(path)).body).toEqual(body)
  }))

test('a copy to a stranger is asked about, one to a colleague or to somebody of the conversation is not', () =>
  withDesk(async (desk) => {
    const { by } = await opened(desk)
    const { look } = by(desk.ana)
    await desk.hire('Ken', 'agent', [desk.brandId])
    const cc = (address: string) => ({ cc: [{ name: '', address }] })
    expect(await look('It ships today.', cc('Emma@example.com'))).toMatchObject([
      { check: 'recipient', id: 'recipient:emma@example.com', found: '' },
    ])
    expect(await look('It ships today.', cc('EMILY@example.com'))).toEqual([])
    expect(await look('It ships today.', cc('ken@hinoki.test'))).toEqual([])
    expect(await look('It ships today.', { ...cc('carrier@example.com'), kind: 'forward' })).toEqual([])
  }))

test('another customer’s name and order are seen, and this one’s are not', () =>
  withDesk(async (desk) => {
    const { id, by } = await opened(desk, 'Where is my lid? A friend ordered it: HK-100003.')
    const { caller, look } = by(desk.ana)
    const other = await desk.receive('tom@example.com', 'My order HK-100002 is late.')
    await caller.put(`/api/conversations/${other}/order-number`, { orderNumber: 'HK-100002' })
    const third = await desk.receive('mia@example.com', 'HK-100003?')
    await caller.put(`/api/conversations/${third}/order-number`, { orderNumber: 'HK-100003' })
    await caller.put(`/api/conversations/${id}/order-number`, { orderNumber: 'HK-100001' })
    await caller.put(`/api/brands/${desk.brandId}/reply-checks`, { orderExamples: 'HK-100000' })
    expect(await look('Dear Tom,\nThank you for waiting.')).toMatchObject([
      { check: 'other_name', found: 'Dear Tom,' },
    ])
    expect(await look('Dear Ms. Carter,\nYour order HK-100001 ships today.')).toEqual([])
    expect(await look('Order hk-100002 ships today.')).toMatchObject([
      { check: 'other_order', found: 'hk-100002' },
    ])
    expect(await look('Order HK-100003 ships today. Order HK-999999 is nobody’s.')).toEqual([])
  }))

test('another language and an unrecorded promise are seen; recorded with the reply it is none', () =>
  withDesk(async (desk) => {
    const { by } = await opened(desk)
    const { look, send } = by(desk.ana)
    expect(names(await look('お待たせしております。新しい蓋は今朝、工房を出発いたしました。'))).toEqual([
      'language',
    ])
    const text = 'I will ask the workshop and call you back.'
    expect(await look(text)).toMatchObject([{ check: 'promise', found: text }])
    expect(await look(text, { isPromising: true })).toEqual([])
    const dueAt = new Date(Date.now() + 3_600_000).toISOString()
    expect((await send(text, { promises: { made: [{ what: 'Call', dueAt }] } })).status).toBe(200)
    expect(await look('As promised, I will call you back today.')).toEqual([])
  }))

test('a file that hangs on it, or on the mail it answers, is the attachment spoken of', () =>
  withDesk(async (desk) => {
    const { id, by } = await opened(desk)
    const { look } = by(desk.ana)
    const text = 'The attached photo shows it well.'
    expect(names(await look(text))).toEqual(['attachment'])
    expect(await look(text, { attachments: 1 })).toEqual([])
    const message = await desk.rows((tx) =>
      tx.selectFrom('messages').select('id').where('conversation_id', '=', id).executeTakeFirstOrThrow(),
    )
    await desk.rows((tx) =>
      tx
        .insertInto('attachments')
        .values({
          ...{ brand_id: desk.brandId, conversation_id: id, message_id: message.id },
          ...{ file_hash: 'x', name: 'lid.jpg', type: 'image/jpeg', size: 1 },
        })
        .execute(),
    )
    expect(await look(text)).toEqual([])
  }))

test('the list of words is kept by who leads: added, changed, taken off, and never twice the same', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: made } = await ana.post('/api/checked-words', word(desk))
    expect(made).toMatchObject({ kind: 'forbidden', word: '絶対', instead: '通常は' })
    await ana.post('/api/checked-words', word(desk, { word: 'ぜったい', kind: 'warning' }))
    expect(await ana.post('/api/checked-words', word(desk, { word: 'ｾﾞｯﾀｲ' }))).toMatchObject({
      status: 422,
      body: { code: 'word_taken', field: 'word' },
    })
    expect((await ana.post('/api/checked-words', word(desk, { word: '\u200B' }))).body.code).toBe(
      'word_empty',
    )
    expect((await ana.patch(`/api/checked-words/${made.id}`, { word: 'ゼッタイ' })).body.code).toBe(
      'word_taken',
    )
    expect((await ana.patch(`/api/checked-words/${made.id}`, { why: 'No.' })).body).toMatchObject({
      why: 'No.',
    })
    const listed = async () => (await ana.get('/api/checked-words')).body.items
    expect(await listed()).toHaveLength(2)
    const first = (await ana.get('/api/checked-words?limit=1')).body
    const second = (await ana.get(`/api/checked-words?limit=1&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...second.items]).toEqual(await listed())
    expect((await ana.delete(`/api/checked-words/${made.id}`)).status).toBe(200)
    expect(await listed()).toHaveLength(1)
  }))

test('an agent sets nothing, another brand’s settings and words are not there, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const sakura = await desk.openBrand('sakura')
    const { body: made } = await ana.post('/api/checked-words', word(desk))
    const ken = desk.as(await desk.hire('Ken', 'agent', [desk.brandId]))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [sakura]))
    const { id } = await opened(desk)
    const before = await desk.lastEvent()
    const path = `/api/brands/${desk.brandId}/reply-checks`
    expect((await ken.put(path, { passedBy: 'nobody' })).status).toBe(403)
    expect((await ken.post('/api/checked-words', word(desk, { word: 'x' }))).status).toBe(403)
    expect((await ken.delete(`/api/checked-words/${made.id}`)).status).toBe(403)
    for (const [method, at, body] of [
      ['get', path, undefined],
      ['put', path, { passedBy: 'nobody' }],
      ['post', path, { text: 'x' }],
      ['post', '/api/checked-words', word(desk, { word: 'x' })],
      ['patch', `/api/checked-words/${made.id}`, { why: 'x' }],
      ['delete', `/api/checked-words/${made.id}`, undefined],
      ['post', `/api/conversations/${id}/reply-checks`, { text: 'x' }],
    ] as const)
      expect([method, at, (await omar[method](at, body)).status]).toEqual([method, at, 404])
    expect((await omar.get('/api/checked-words')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))
