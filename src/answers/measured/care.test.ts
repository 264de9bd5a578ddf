import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

type Told = {
  channel: 'email' | 'form'
  seconds: number
  promisedInMinutes?: number
  repliedAfterMinutes?: number
}

/** A conversation of three days ago whose customer was told so soon, and answered so late. */
async function told(desk: TestDesk, { channel, seconds, promisedInMinutes, repliedAfterMinutes }: Told) {
  const id = await desk.receive(`c${seconds}@example.com`, 'Is it dishwasher safe?', {
    channel,
    subject: 'Care',
  })
  const after = (minutes: number | undefined) =>
    minutes === undefined ? sql`null` : sql`now() - interval '3 days' + make_interval(mins => ${minutes})`
  await desk.rows((tx) =>
    sql`update conversations set created_at = now() - interval '3 days', promised_for = ${after(promisedInMinutes)},
      acknowledged_at = now() - interval '3 days' + make_interval(secs => ${seconds}), first_replied_at = ${after(repliedAfterMinutes)}
      where id = ${id}`.execute(tx),
  )
}

const care = (desk: TestDesk, brandId = desk.brandId, person = desk.ana) =>
  desk.as(person).get(`/api/answers/care?brandId=${brandId}`)

test('how soon customers were told is counted apart from when a person answered them, by channel', () =>
  withDesk(async (desk) => {
    await told(desk, { channel: 'email', seconds: 3, promisedInMinutes: 60, repliedAfterMinutes: 30 })
    await told(desk, { channel: 'email', seconds: 5, promisedInMinutes: 60, repliedAfterMinutes: 90 })
    await told(desk, { channel: 'email', seconds: 70, promisedInMinutes: 60 })
    await told(desk, { channel: 'form', seconds: 9, promisedInMinutes: 10_000 })
    await desk.receive('untold@example.com', 'Hello?', { channel: 'email', subject: 'Not told' })
    const { status, body } = await care(desk)
    expect(status).toBe(200)
    expect(body.all).toEqual({
      told: 4,
      secondsToCare: 7,
      minutesToFirstReply: 60,
      promisesOver: 3,
      promisesKept: 1,
    })
    expect(body.byChannel).toEqual([
      {
        channel: 'email',
        told: 3,
        secondsToCare: 5,
        minutesToFirstReply: 60,
        promisesOver: 3,
        promisesKept: 1,
      },
      {
        channel: 'form',
        told: 1,
        secondsToCare: 9,
        minutesToFirstReply: null,
        promisesOver: 0,
        promisesKept: 0,
      },
    ])
  }))

test('where nobody was told anything, there is nothing to count', () =>
  withDesk(async (desk) => {
    await desk.receive('untold@example.com', 'Hello?')
    const { body } = await care(desk)
    expect(body.all).toMatchObject({ told: 0, secondsToCare: null })
    expect(body.byChannel).toEqual([])
  }))

test('figures of another brand are not there', () =>
  withDesk(async (desk) => {
    const mine = await care(desk)
    const theirs = await care(desk, desk.brandId + 1_000)
    expect([mine.status, theirs.status]).toEqual([200, 404])
  }))
