import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { openMailbox } from '#test/mail/mailbox.ts'
import { examine } from '../doctor.ts'

test('a desk in order has nothing that must be mended, in both languages', () =>
  withPatient(async (look) => {
    const found = await look()
    expect(found.troubles).toEqual([])
    expect(found.ja.every((line) => /[ぁ-んァ-ヶ一-龠]/.test(line))).toBe(true)
  }))

test('what must be mended is found: a mailbox in trouble, mail that could not be read, no worker, a wall that is down', () =>
  withPatient(async (look, desk) => {
    await desk.receive('carter@example.com', 'Hello')
    await openMailbox(desk, {
      receives_by: 'imap',
      trouble: 'other: wrong password',
      trouble_since: new Date(),
    })
    await desk.rows(async (tx) => {
      const mail = { brand_id: desk.brandId, raw_file: 'x', size: 1, error: 'broken' }
      await tx.insertInto('quarantined_mails').values(mail).execute()
      await tx
        .updateTable('events')
        .set({ at: new Date(Date.now() - 600_000) })
        .execute()
    })
    await desk.db.pool.query('alter table notices no force row level security')
    await desk.db.pool.query(`delete from migrations where name like '0030-%'`)
    const { troubles } = await look()
    expect(troubles.join('\n')).toMatch(
      /0030-audit-log.*notices.*wrong password.*1 mails.*is a worker running/s,
    )
    expect(troubles).toHaveLength(5)
  }))

test('a role that passes by the walls is trouble', () =>
  withPatient(async (look, desk) => {
    const strong = new URL(desk.db.pool.options.connectionString ?? '')
    strong.username = 'postgres'
    strong.password = new URL(inject('postgres').superuser).password
    const database = openDatabase(strong.href, 2)
    const { troubles } = await look(database)
    await database.close()
    expect(troubles).toHaveLength(1)
    expect(troubles[0]).toContain('superuser')
  }))

type Look = (db?: TestDesk['db']) => Promise<{ troubles: string[]; ja: string[] }>

async function withPatient(work: (look: Look, desk: TestDesk) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'engawa-doctor-'))
  const config = { ...readConfig({}), dataDir, secret: 'a secret of tests' }
  try {
    await withDesk((desk) =>
      work(async (db = desk.db) => {
        const found = await examine({ db, config })
        const troubles = found.filter((one) => one.state === 'trouble').map((one) => one.say('en'))
        return { troubles, ja: found.map((one) => one.say('ja')) }
      }, desk),
    )
  } finally {
    await rm(dataDir, { recursive: true })
  }
}
