import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../../../tasks.ts'
import { mailOwnPage, type OwnPageJob } from './mail-link.ts'

const post = async (desk: TestDesk, path: string, fields: Record<string, string>) => {
  const answer = await desk.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: String(new URLSearchParams(fields)),
  })
  return { status: answer.statusCode, page: answer.body, location: String(answer.headers.location ?? '') }
}

/** Asks for the link and reads it in the mail. */
async function linkFor(desk: TestDesk, email: string): Promise<string | undefined> {
  await post(desk, '/help/hinoki/en/mine', { email })
  const job = (await desk.jobs()).findLast((one) => one.task === 'mail-own-page')
  const mails: string[] = []
  await mailOwnPage(desk, async ({ to, text }) => mails.push(`${to}\n${text}`))(job?.payload as OwnPageJob, {
    attempt: 1,
    isLastAttempt: false,
  })
  return /http:\/\/desk\.test(\S+)/.exec(mails[0] ?? '')?.[1]
}

const open = async (desk: TestDesk, path: string) => {
  const { status, body } = await desk.as(undefined).get(path)
  return { status, page: String(body) }
}

test('a customer reads their conversations by a link in their mail, and nothing of others', () =>
  withDesk(async (desk) => {
    const mine = await desk.receive('hanako@example.jp', 'The lid is broken', { subject: 'My donabe' })
    const others = await desk.receive('taro@example.jp', 'A secret question', { subject: 'Mine alone' })
    await desk.as(desk.ana).post(`/api/conversations/${mine}/notes`, { text: 'internal remark' })
    const link = (await linkFor(desk, 'Hanako@example.jp')) ?? ''
    const { page } = await open(desk, link)
    expect(page).toContain('My donabe')
    expect(page).not.toContain('Mine alone')
    const one = await open(desk, `${link}/${mine}`)
    expect(one.page).toContain('The lid is broken')
    expect(one.page).not.toContain('internal remark')
    expect((await open(desk, `${link}/${others}`)).status).toBe(404)
    expect((await open(desk, link.replace(/mine\/\d+/, 'mine/99'))).status).toBe(404)
  }))

test('what they write comes into the conversation once and opens it again; what they think of it is kept', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('hanako@example.jp', 'The lid is broken')
    await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status: 'resolved' })
    const path = `${await linkFor(desk, 'hanako@example.jp')}/${id}`
    expect((await post(desk, path, { score: '4', comment: 'Kind' })).status).toBe(303)
    const before = await desk.lastEvent()
    const once = /name="once" value="([^"]+)"/.exec((await open(desk, path)).page)?.[1] ?? ''
    await post(desk, path, { text: 'It broke again', once })
    await post(desk, path, { text: 'It broke again', once })
    expect((await open(desk, `${path}?said`)).page).toContain('role="status"')
    expect((await desk.events(before)).filter((type) => type === 'message.received')).toHaveLength(1)
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    expect(body.status).toBe('open')
    expect(await desk.rows((tx) => tx.selectFrom('ratings').select(['score', 'comment']).execute())).toEqual([
      { score: 4, comment: 'Kind' },
    ])
  }))

test('who has never written gets no mail, and the page does not say so', () =>
  withDesk(async (desk) => {
    expect(Object.keys(tasksOf(desk))).toContain('mail-own-page')
    await desk.receive('hanako@example.jp', 'Hello')
    const known = await post(desk, '/help/hinoki/en/mine', { email: 'hanako@example.jp' })
    const unknown = await post(desk, '/help/hinoki/en/mine', { email: 'nobody@example.jp' })
    expect([known.status, known.page]).toEqual([unknown.status, unknown.page])
    expect(await linkFor(desk, 'nobody@example.jp')).toBeUndefined()
    expect((await post(desk, '/help/hinoki/en/mine', { email: 'nobody' })).status).toBe(422)
  }))
