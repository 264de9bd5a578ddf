import { existsSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { inBrands } from '#platform/database.ts'
import { withDesk } from '#test/desk.ts'
import { schedule, tidyUp } from './schedule.ts'
import { tasksOf } from './tasks.ts'

test('what has had its time is taken away, and what still counts stays', () =>
  withDesk(async (desk) => {
    const { open } = desk.db
    const old = new Date(Date.now() - 25 * 3_600_000)
    const key = (name: string, created_at: Date) => ({ actor: '1', key: name, request_hash: 'x', created_at })
    await open
      .insertInto('idempotency_keys')
      .values([key('old', old), key('fresh', new Date())])
      .execute()
    await open
      .insertInto('attempts')
      .values([{ key: 'old', at: old }, { key: 'fresh' }])
      .execute()
    const upload = (name: string, created_at: Date) => ({
      ...{ brand_id: desk.brandId, staff_id: desk.ana.staffId, name, created_at },
      ...{ file_hash: 'a'.repeat(64), type: 'text/plain', size: 1 },
    })
    const lastWeek = new Date(Date.now() - 8 * 24 * 3_600_000)
    const uploaded = await inBrands(desk.db, [desk.brandId], (tx) =>
      tx
        .insertInto('attachments')
        .values([
          upload('never sent', lastWeek),
          upload('just now', new Date()),
          upload('in a draft', lastWeek),
        ])
        .returning('id')
        .execute(),
    )
    await desk.as(desk.ana).put('/api/first-mail-draft', {
      brandId: desk.brandId,
      attachmentIds: [Number(uploaded.at(-1)?.id)],
    })
    await tidyUp(desk)({}, { attempt: 1, isLastAttempt: false })
    expect(await open.selectFrom('idempotency_keys').select('key').execute()).toEqual([{ key: 'fresh' }])
    const uploads = await inBrands(desk.db, [desk.brandId], (tx) =>
      tx.selectFrom('attachments').select('name').orderBy('id').execute(),
    )
    expect(uploads).toEqual([{ name: 'just now' }, { name: 'in a draft' }])
    expect(await open.selectFrom('attempts').select('key').execute()).toEqual([{ key: 'fresh' }])
  }))

test('what was uploaded for an import is forgotten after a week, unless the import still waits for it', () =>
  withDesk(async (desk) => {
    const upload = async (text: string, state: string) => {
      const { hash } = await desk.files.passing.keepStream(Readable.from([Buffer.from(text)]))
      await desk.rows((tx) =>
        tx
          .insertInto('article_imports')
          .values({
            ...{
              brand_id: desk.brandId,
              staff_id: desk.ana.staffId,
              name: 'articles.zip',
              format: 'markdown',
            },
            ...{ file_hash: hash, publishes: false, is_trial: true, leaves_out_mistakes: false, state },
          })
          .execute(),
      )
      const path = desk.files.passing.path(hash)
      const lastWeek = new Date(Date.now() - 8 * 24 * 3_600_000)
      await utimes(path, lastWeek, lastWeek)
      return path
    }
    const read = await upload('read', 'done')
    const waiting = await upload('waiting', 'waiting')
    const { hash } = await desk.files.passing.keepStream(Readable.from([Buffer.from('just now')]))
    await tidyUp(desk)({}, { attempt: 1, isLastAttempt: false })
    expect([read, waiting, desk.files.passing.path(hash)].map((path) => existsSync(path))).toEqual([
      false,
      true,
      true,
    ])
    // No backup holds what is passing.
    const kept: string[] = []
    for await (const one of desk.files.all()) kept.push(one)
    expect(kept).not.toContain(hash)
  }))

test('who opened the chat and never wrote is forgotten after a month', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('hana@example.com', 'Hello')
    const { customer } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
    const left = (days: number) => new Date(Date.now() - days * 24 * 3_600_000)
    const visitor = (token_hash: string, last_seen_at: Date, customer_id: number | null = null) => ({
      ...{ brand_id: desk.brandId, token_hash, last_seen_at, customer_id },
    })
    await desk.rows((tx) =>
      tx
        .insertInto('visitors')
        .values([
          visitor('silent', left(31)),
          visitor('lately', left(29)),
          visitor('wrote', left(31), customer.id),
        ])
        .execute(),
    )
    await tidyUp(desk)({}, { attempt: 1, isLastAttempt: false })
    const visitors = await desk.rows((tx) =>
      tx.selectFrom('visitors').select('token_hash').orderBy('id').execute(),
    )
    expect(visitors.map((one) => one.token_hash)).toEqual(['lately', 'wrote'])
  }))

test('every task of the schedule is one the desk knows', () =>
  withDesk(async (desk) => {
    const known = Object.keys(tasksOf(desk))
    const named = schedule
      .trim()
      .split('\n')
      .map((line) => line.split(' ').at(-1))
    expect(known).toEqual(expect.arrayContaining(named))
  }))
