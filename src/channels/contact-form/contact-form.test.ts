import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { challengeFor, isProved } from './proof-of-work.ts'

const filled = {
  order: 'HK-2041',
  name: '山田 花子',
  email: 'Hanako@example.jp',
  message: '蓋が割れていました。',
}

async function openForm(desk: TestDesk, lang = 'ja') {
  const { body, status, headers } = await desk.as(undefined).get(`/form/hinoki?lang=${lang}`)
  expect(status).toBe(200)
  const page = String(body)
  return {
    page,
    headers,
    once: /name="once" value="([^"]+)"/.exec(page)?.[1] ?? '',
    reason: /<option value="(\d+)"/.exec(page)?.[1] ?? '',
  }
}

async function send(desk: TestDesk, fields: Record<string, string>, files: File[] = [], lang = 'ja') {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const file of files) form.append('files', file)
  const request = new Request('http://desk.test', { method: 'POST', body: form })
  const answer = await desk.app.inject({
    method: 'POST',
    url: `/form/hinoki?lang=${lang}`,
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, page: answer.body, location: String(answer.headers.location ?? '') }
}

test('a customer writes without JavaScript and is told their number', () =>
  withDesk(async (desk) => {
    const { once, reason } = await openForm(desk)
    const photo = new File(['%PDF-1.7\n1 0 obj'], '写真.pdf')
    const sent = await send(desk, { ...filled, once, reason }, [photo])
    expect(sent.status).toBe(303)
    const { items } = (await desk.as(desk.ana).get('/api/conversations')).body
    expect(items).toMatchObject([
      { channel: 'form', language: 'ja', customer: { address: 'Hanako@example.jp' } },
    ])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${items[0].id}`)
    expect(body).toMatchObject({ orderNumber: 'HK-2041', reasonId: Number(reason) })
    const messages = (await desk.as(desk.ana).get(`/api/conversations/${body.id}/messages`)).body.items
    expect(messages[0].attachments).toMatchObject([{ name: '写真.pdf', type: 'application/pdf' }])
    const thanks = await desk.as(undefined).get(sent.location)
    expect(thanks.body).toContain(`お問い合わせ番号は ${body.id} です。`)
    const forged = await desk.as(undefined).get(sent.location.replace(/n=\d+/, 'n=99999'))
    expect(forged.body).not.toContain('99999')
  }))

test('mistakes are told field by field, what was typed and uploaded is kept, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const { once, reason } = await openForm(desk, 'en')
    const wrong = { ...filled, email: 'hanako', message: '', once, reason }
    const { status, page } = await send(desk, wrong, [new File(['a,b'], 'list.csv')], 'en')
    expect(status).toBe(422)
    expect(page).toContain('Please enter an email address such as name@example.com.')
    expect(page).toContain('Please write a message.')
    expect(page).toContain('value="山田 花子"')
    expect(page).toContain('Already uploaded: list.csv')
    expect(await desk.events()).toEqual([])
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await send(desk, { ...filled, once, reason, ticket }, [], 'en')).status).toBe(303)
    const kept = await desk.rows((tx) => tx.selectFrom('attachments').select(['name', 'type']).execute())
    expect(kept).toEqual([{ name: 'list.csv', type: 'text/csv' }])
  }))

test('a brand with a logo shows it above the form, under its name', () =>
  withDesk(async (desk) => {
    expect((await openForm(desk)).page).not.toContain('<img')
    await desk.db.open
      .updateTable('brands')
      .set({ logo_hash: 'a'.repeat(64), logo_type: 'image/png' })
      .where('id', '=', desk.brandId)
      .execute()
    expect((await openForm(desk)).page).toMatch(/<img src="\/brand-logos\/\d+\?v=a+" alt="[^"]+">/)
  }))

test('what is typed cannot become markup', () =>
  withDesk(async (desk) => {
    const { once } = await openForm(desk, 'en')
    const { page } = await send(desk, { ...filled, once, name: '"><script>alert(1)</script>' }, [], 'en')
    expect(page).not.toContain('<script>alert')
  }))

test('sent twice it is one message, and a robot that fills the hidden field is thanked and forgotten', () =>
  withDesk(async (desk) => {
    const { once, reason } = await openForm(desk)
    await send(desk, { ...filled, once, reason })
    await send(desk, { ...filled, once, reason })
    expect(await desk.events()).toEqual(['message.received'])
    const robot = await openForm(desk)
    const answer = await send(desk, {
      ...filled,
      ...robot,
      page: '',
      headers: '',
      website: 'https://spam.example',
    })
    expect(answer.status).toBe(303)
    expect(await desk.events()).toEqual(['message.received'])
  }))

test('too many messages from one network are stopped, sooner where no work was done', () =>
  withDesk(async (desk) => {
    const statuses: number[] = []
    for (let turn = 0; turn < 6; turn++) {
      const { once, reason } = await openForm(desk)
      statuses.push((await send(desk, { ...filled, once, reason })).status)
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
    const { once, reason } = await openForm(desk)
    const challenge = JSON.parse(await challengeFor(desk.vault, once))
    const solution = await solveChallenge({ challenge, deriveKey })
    const proof = JSON.stringify({ challenge, solution })
    expect(await isProved(desk.vault, proof, 'another page')).toBe(false)
    expect((await send(desk, { ...filled, once, reason, proof })).status).toBe(303)
  }))

test('a brand without reasons begins with what shops are usually asked, and the page may stand in a shop', () =>
  withDesk(async (desk) => {
    const { page, headers } = await openForm(desk)
    // Under the names of five kinds, each with the rest of its kind.
    expect(page.match(/<optgroup /g)).toHaveLength(5)
    expect(page.match(/<option value="\d+"/g)).toHaveLength(21 + 5)
    expect(headers['content-security-policy']).toContain('frame-ancestors *')
    expect(headers['x-frame-options']).toBeUndefined()
    expect((await desk.as(undefined).get('/form/nobody')).status).toBe(404)
  }))

test('a page’s own name for a message that no page of ours has given is not believed', () =>
  withDesk(async (desk) => {
    const { reason } = await openForm(desk)
    const once = Array.from({ length: 900 }, (_, at) => Math.sin(at).toString(36)).join('')
    expect((await send(desk, { ...filled, once, reason })).status).toBe(303)
    expect((await desk.as(desk.ana).get('/api/conversations')).body.items).toHaveLength(1)
  }))

test('of many sent at one moment no more are taken than one after another', () =>
  withDesk(async (desk) => {
    const { reason } = await openForm(desk)
    const sent = await Promise.all(Array.from({ length: 9 }, () => send(desk, { ...filled, reason })))
    expect(sent.filter((one) => one.status === 303).length).toBeLessThanOrEqual(5)
    expect(new Set(sent.map((one) => one.status))).toContain(429)
  }))

test('who sends wrong forms again and again is stopped before their files are kept', () =>
  withDesk(async (desk) => {
    const file = () => [new File(['%PDF-1.7'], 'a.pdf')]
    const answers = new Set<number>()
    for (let turn = 0; turn < 61; turn++)
      answers.add((await send(desk, filled, turn > 59 ? file() : [])).status)
    expect([...answers]).toEqual([422, 429])
  }))
