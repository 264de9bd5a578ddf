import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { tasksOf } from '../../tasks.ts'

/** What follows for complaints from what has happened, done twice as a job may be. */
async function follow(desk: TestDesk): Promise<void> {
  await dispatchAll(desk)
  const jobs = (await desk.jobs()).filter(({ task }) => task === 'take-back-restatement')
  for (const job of [...jobs, ...jobs])
    await tasksOf(desk)[job.task]?.(job.payload, { attempt: 1, isLastAttempt: false })
}

async function complaining(desk: TestDesk) {
  const id = await desk.receive('carter@example.com', 'The lid arrived cracked.')
  const ana = desk.as(desk.ana)
  const path = `/api/conversations/${id}/complaint`
  await ana.patch(path, { facts: { what: 'The lid arrived cracked.', wish: 'A new lid' } })
  /** Sends what is drafted; answers the message it became. */
  const restate = async () => {
    const { text, locale } = (await ana.get(`${path}/restatement`)).body
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const wish = { text, locale, lastSeenEventId: lastEventId }
    const sent = await ana.post(`${path}/restatements`, wish)
    expect(sent.status).toBe(200)
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    return items.at(-1) as { id: number; text: string }
  }
  const takeBack = async (message: { id: number }) => {
    expect((await ana.post(`/api/messages/${message.id}/cancel`)).status).toBe(200)
    await follow(desk)
  }
  return { id, ana, path, restate, takeBack }
}

test('a restatement taken back before it left was never sent: the complaint stands as before, and its draft holds no dead link', () =>
  withDesk(async (desk) => {
    const { id, ana, path, restate, takeBack } = await complaining(desk)
    const before = await desk.lastEvent()
    const message = await restate()
    expect(message.text).toContain('http://desk.test/complaint/')
    await takeBack(message)
    expect((await ana.get(path)).body.complaint).toMatchObject({ state: 'noted', restatements: [] })
    expect((await ana.get(`/api/conversations/${id}`)).body.complaint).toBe('noted')
    expect(await desk.events(before)).toEqual(
      expect.arrayContaining(['complaint.restated', 'message.cancelled', 'complaint.taken_back']),
    )
    const { body } = await ana.get(`/api/conversations/${id}/draft`)
    expect(JSON.stringify(body)).not.toContain('/complaint/')
    expect(JSON.stringify(body)).toContain('{{link}}')
  }))

test('the one before it counts again, as the customer answered it', () =>
  withDesk(async (desk) => {
    const { ana, path, restate, takeBack } = await complaining(desk)
    await restate()
    await ana.post(`${path}/answer`, { answer: 'right', text: '' })
    await ana.patch(path, { facts: { wish: 'My money back' } })
    await takeBack(await restate())
    expect((await ana.get(path)).body.complaint).toMatchObject({
      state: 'confirmed',
      changedSince: ['wish'],
      restatements: [{ answer: 'right' }],
    })
  }))

test('taking back another answer leaves the complaint alone', () =>
  withDesk(async (desk) => {
    const { id, ana, path, restate, takeBack } = await complaining(desk)
    await restate()
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const sent = await ana.post(`/api/conversations/${id}/replies`, {
      text: 'We look into it.',
      lastSeenEventId: lastEventId,
    })
    expect(sent.status).toBe(200)
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    await takeBack(items.at(-1))
    expect((await ana.get(path)).body.complaint).toMatchObject({
      state: 'restated',
      restatements: [{ answer: null }],
    })
  }))
