import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

afterEach(() => setClock())
const facts = {
  what: 'The lid arrived cracked.',
  when: '20 November',
  where: 'At the door',
  orderNumber: '#10234',
  item: 'Donabe 24 cm',
  wish: 'A new lid by Friday',
}

async function noted(desk: TestDesk, from = 'carter@example.com') {
  const id = await desk.receive(from, 'My lid is cracked. I am very disappointed. Order #10234.')
  const ana = desk.as(desk.ana)
  const path = `/api/conversations/${id}/complaint`
  const { status, body } = await ana.patch(path, { facts, temperature: 'displeased', severity: 'serious' })
  expect([status, body]).toEqual([200, expect.anything()])
  return { id, ana, path }
}

/** Sends the restatement as drafted, and answers the path of the link in it. */
async function restated(desk: TestDesk, id: number, more: Record<string, unknown> = {}) {
  const ana = desk.as(desk.ana)
  const path = `/api/conversations/${id}/complaint`
  const { text, locale } = (await ana.get(`${path}/restatement`)).body
  const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
  const wish = { text, locale, lastSeenEventId: lastEventId, ...more }
  const first = await ana.post(`${path}/restatements`, wish)
  const accepted = (first.body.findings ?? []).map((one: { id: string }) => one.id)
  const sent = first.status === 200 ? first : await ana.post(`${path}/restatements`, { ...wish, accepted })
  expect([sent.status, sent.body]).toEqual([200, expect.anything()])
  const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
  const said: string = items.at(-1).text
  return { said, link: /http:\/\/desk\.test(\/complaint\S+)/.exec(said)?.[1] ?? '', page: sent.body }
}

const open = async (desk: TestDesk, path: string) => {
  const { status, body } = await desk.as(undefined).get(path)
  return { status, page: String(body) }
}
const post = async (desk: TestDesk, path: string, fields: Record<string, string>) => {
  const answer = await desk.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: String(new URLSearchParams(fields)),
  })
  return { status: answer.statusCode, page: answer.body }
}

test('a complaint is written down as it is told, temperature apart from severity, and each change is an event', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'My lid is cracked. This is unacceptable.')
    const ana = desk.as(desk.ana)
    const path = `/api/conversations/${id}/complaint`
    expect((await ana.get(path)).body).toMatchObject({
      complaint: null,
      suggested: { facts: { what: 'This is unacceptable.' }, temperature: 'angry' },
    })
    const before = await desk.lastEvent()
    await ana.patch(path, { facts: { what: facts.what } })
    await ana.patch(path, { facts: { what: facts.what } })
    const { body } = await ana.patch(path, {
      facts: { wish: facts.wish },
      severity: 'minor',
      temperature: 'angry',
    })
    expect(body).toMatchObject({
      state: 'noted',
      facts: { what: facts.what, wish: facts.wish, item: '' },
      severity: 'minor',
      temperature: 'angry',
    })
    expect(await desk.events(before)).toEqual(['complaint.noted', 'complaint.changed'])
    expect((await ana.get(`/api/conversations/${id}`)).body.complaint).toBe('noted')
    const { items } = (await ana.get(`/api/conversations/${id}/events`)).body
    expect(items.at(-1).text).toBe('changed the complaint.')
  }))

test('the restatement is sent as an answer, and the customer confirms it by the link, once', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    const { said, link, page } = await restated(desk, id)
    expect(said).toContain('• What happened: The lid arrived cracked.')
    expect(said).toContain('What you would like us to do: A new lid by Friday')
    expect(page).toMatchObject({ state: 'restated', restatements: [{ answer: null }] })
    const shown = await open(desk, link)
    expect(shown.status).toBe(200)
    expect(shown.page).toContain('The lid arrived cracked.')
    expect(shown.page).toContain('noindex')
    expect(shown.page).toContain('What you would like us to do')
    expect(shown.page).not.toContain('What the customer wishes')
    const before = await desk.lastEvent()
    expect((await post(desk, link, { answer: 'right' })).page).toContain('Thank you.')
    expect((await post(desk, link, { answer: 'different', text: 'No' })).page).toContain('already confirmed')
    expect(await desk.events(before)).toEqual(['complaint.confirmed'])
    expect((await ana.get(path)).body.complaint).toMatchObject({
      state: 'confirmed',
      changedSince: [],
      restatements: [{ answer: 'right', answeredBy: 'link' }],
    })
  }))

test('two answers at one moment are one, the other finds it answered', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    const { link } = await restated(desk, id)
    const before = await desk.lastEvent()
    const answers = [{ answer: 'right' }, { answer: 'different', text: 'It was the pot.' }]
    const pages = await Promise.all(answers.map((fields) => post(desk, link, fields)))
    expect(pages.map(({ status }) => status)).toEqual([200, 200])
    expect(await desk.events(before)).toHaveLength(1)
    expect((await ana.get(path)).body.complaint.restatements).toHaveLength(1)
  }))

test('the link still counts after the conversation was merged into another, and the answer is told there', () =>
  withDesk(async (desk) => {
    const { id, ana } = await noted(desk)
    const { link } = await restated(desk, id)
    const kept = await desk.receive('kept@example.com', 'About my order')
    expect((await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })).status).toBe(200)
    expect((await post(desk, link, { answer: 'right' })).page).toContain('Thank you.')
    const there = await ana.get(`/api/conversations/${kept}/complaint`)
    expect(there.body.complaint).toMatchObject({ state: 'confirmed' })
    const { items } = (await ana.get(`/api/conversations/${kept}/events`)).body
    expect(items.at(-1).type).toBe('complaint.confirmed')
  }))

test('in Japanese it begins with an apology and asks for a check, and the page is in Japanese', () =>
  withDesk(async (desk) => {
    const { id } = await noted(desk, 'hanako@example.jp')
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/complaint/restatement?locale=ja`)
    expect(body.text).toMatch(
      /誠に申し訳ございません[\s\S]+・起きたこと：[\s\S]+・ご希望：A new lid by Friday/,
    )
    const { link } = await restated(desk, id, body)
    const { page } = await open(desk, link)
    expect(page).toContain('<html lang="ja">')
    expect(page).toContain('この内容で相違ありません')
  }))

test('the customer says what is different; it is restated anew, and only the newest link counts', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    const { link } = await restated(desk, id)
    expect(await post(desk, link, { answer: 'different', text: '' })).toMatchObject({ status: 422 })
    await post(desk, link, { answer: 'different', text: 'It was the pot, not the lid.' })
    expect((await ana.get(path)).body.complaint).toMatchObject({
      state: 'corrected',
      restatements: [{ answer: 'different', answerText: 'It was the pot, not the lid.' }],
    })
    await ana.patch(path, { facts: { what: 'The pot arrived cracked.' } })
    const second = await restated(desk, id)
    const third = await restated(desk, id)
    expect(await open(desk, second.link)).toMatchObject({ status: 410 })
    expect((await post(desk, second.link, { answer: 'right' })).status).toBe(410)
    await post(desk, third.link, { answer: 'right' })
    expect((await ana.get(path)).body.complaint.state).toBe('confirmed')
  }))

test('what changes after the customer has confirmed is flagged, and found in the list', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    const { link } = await restated(desk, id)
    await post(desk, link, { answer: 'right' })
    expect((await ana.get('/api/complaints?state=changed')).body.items).toEqual([])
    const { body } = await ana.patch(path, { facts: { wish: 'The money back' } })
    expect(body).toMatchObject({ state: 'confirmed', changedSince: ['wish'] })
    expect((await ana.get('/api/complaints?state=changed')).body.items).toMatchObject([{ id: body.id }])
    const { items } = (await ana.get(`/api/conversations/${id}/events`)).body
    expect(items.at(-1).text).toContain('after the customer had confirmed it')
  }))

test('what the customer said in a reply or on the phone is written down by whoever read or heard it', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    expect(await ana.post(`${path}/answer`, { answer: 'right' })).toMatchObject({
      status: 409,
      body: { code: 'nothing_to_confirm' },
    })
    await restated(desk, id)
    await desk.receive('carter@example.com', 'Yes, that is it.', {}, id)
    expect((await ana.get(path)).body.complaint.repliedWith).toMatchObject({ text: 'Yes, that is it.' })
    expect((await ana.post(`${path}/answer`, { answer: 'different' })).status).toBe(422)
    expect((await ana.post(`${path}/answer`, { answer: 'right' })).body).toMatchObject({
      state: 'confirmed',
      repliedWith: null,
      restatements: [{ answeredBy: 'staff' }],
    })
  }))

test('a link that is over, forged or of another brand is told apart and changes nothing', () =>
  withDesk(async (desk) => {
    const { id } = await noted(desk)
    const { link } = await restated(desk, id)
    await desk.openBrand('sakura')
    const before = await desk.lastEvent()
    for (const forged of [
      link.replace(/.$/, link.endsWith('A') ? 'B' : 'A'),
      link.replace(/\/(\d+)-/, '/999-'),
      link.replace('/hinoki/', '/sakura/'),
    ]) {
      expect(await open(desk, forged)).toMatchObject({ status: 404 })
      expect(await post(desk, forged, { answer: 'right' })).toMatchObject({ status: 404 })
    }
    setClock(() => new Date(Date.now() + 31 * 86_400_000))
    const over = await post(desk, link, { answer: 'right' })
    expect([over.status, over.page]).toEqual([410, expect.stringContaining('no longer valid')])
    expect(await desk.events(before)).toEqual([])
  }))

test('complaints are listed and counted by severity and temperature, and nobody sees another brand’s', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    const counts = [{ severity: 'serious', temperature: 'displeased', count: 1 }]
    expect((await ana.get('/api/complaints/counts')).body.items).toEqual(counts)
    expect(
      (await ana.get('/api/complaints?severity=serious&temperature=displeased')).body.items,
    ).toHaveLength(1)
    expect((await ana.get('/api/complaints?severity=minor')).body.items).toEqual([])
    expect((await ana.get('/api/complaints?of=over')).body.items).toEqual([])
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const before = await desk.lastEvent()
    for (const answer of [
      await omar.get(path),
      await omar.patch(path, { facts }),
      await omar.get(`${path}/restatement`),
      await omar.post(`${path}/restatements`, { text: '{{link}}', locale: 'en', lastSeenEventId: 0 }),
      await omar.post(`${path}/answer`, { answer: 'right' }),
      await omar.get(`/api/brands/${desk.brandId}/complaint-words`),
      await omar.put(`/api/brands/${desk.brandId}/complaint-words`, {}),
      await ana.get('/api/conversations/999999/complaint'),
    ])
      expect(answer.status).toBe(404)
    expect((await omar.get('/api/complaints')).body.items).toEqual([])
    expect((await omar.get('/api/complaints/counts')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
    expect((await ana.get(`/api/conversations/${id}`)).body.complaint).toBe('noted')
  }))

test('a restatement needs its link and something noted, and a brand’s wording asks for the same in both languages', () =>
  withDesk(async (desk) => {
    const { id, ana, path } = await noted(desk)
    const wish = { text: 'Is that right?', locale: 'en', lastSeenEventId: 9_999 }
    const before = await desk.lastEvent()
    expect(await ana.post(`${path}/restatements`, wish)).toMatchObject({
      status: 422,
      body: { field: 'text' },
    })
    const words = `/api/brands/${desk.brandId}/complaint-words`
    for (const [restatement, field] of [
      [{ en: '{{facts}} {{link}} {{order}}', ja: '' }, 'restatement.en'],
      [{ en: '{{facts}} {{link}}', ja: '{{facts}}' }, 'restatement.ja'],
      [{ en: 'Please confirm: {{link}}', ja: '' }, 'restatement.en'],
    ] as const)
      expect(await ana.put(words, { restatement })).toMatchObject({ status: 422, body: { field } })
    expect(await desk.events(before)).toEqual([])
    const own = { en: 'So it was:\n{{facts}}\n{{link}}', ja: '次の内容でしょうか。\n{{facts}}\n{{link}}' }
    expect((await ana.put(words, { restatement: own })).body.restatement).toEqual(own)
    expect((await ana.get(`${path}/restatement?locale=en`)).body.text).toMatch(/^So it was:\n• What happened/)
    const agent = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    expect((await agent.put(words, { restatement: own })).status).toBe(403)
    expect((await ana.get(`/api/conversations/${id}`)).body.complaint).toBe('noted')
  }))
