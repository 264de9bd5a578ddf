import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { inAllBrands, openDatabase } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import { addJob } from '#platform/jobs.ts'
import { dispatch } from '#platform/outbox.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { follow } from '../../consequences.ts'
import { restoreBackup } from './restore-backup.ts'
import { tablesOf } from './tables.ts'
import { readTar, tarEnd, tarHeader, tarPadding } from './tar.ts'
import { writeBackup } from './write-backup.ts'

test('a backup made while the desk runs comes back the same, row by row and file by file, and the desk goes on', () =>
  withEmpty(async (desk, empty) => {
    const conversation = await furnish(desk)
    const file = join(empty.folder, 'desk.backup')
    const made = await writeBackup(sourceOf(desk), file)
    const before = await contentsOf(empty.urlOf(desk))
    const found = await restoreBackup(file, targetOf(empty))
    expect(found).toEqual(made)
    expect(made.files).toBeGreaterThan(0)
    const kept = await Array.fromAsync(desk.files.all())
    expect(await Array.fromAsync(targetOf(empty).files.all())).toEqual(kept)
    expect(await contentsOf(empty.url)).toEqual(before)
    const restored = openDatabase(empty.url, 3)
    try {
      // What had not been dispatched is dispatched now, once, and what had been is not again.
      const jobs = async () =>
        (await restored.pool.query(`select count(*)::int as n from graphile_worker._private_jobs`)).rows[0].n
      const waiting = await jobs()
      await expect.poll(() => dispatch(restored, follow).then(jobs)).toBe(waiting + 1)
      await dispatch(restored, follow)
      expect(await jobs()).toBe(waiting + 1)
      // New rows get new numbers, the wall stands, and keys are checked again.
      const wall = await restored.pool.query('select * from conversations')
      expect(wall.rows).toEqual([])
      await inAllBrands(restored, (tx) =>
        tx.insertInto('tags').values({ brand_id: desk.brandId, name: 'new' }).execute(),
      )
      const orphan = inAllBrands(restored, (tx) =>
        tx
          .insertInto('followers')
          .values({ brand_id: desk.brandId, conversation_id: conversation + 999, staff_id: desk.ana.staffId })
          .execute(),
      )
      await expect(orphan).rejects.toThrow('foreign key')
    } finally {
      await restored.close()
    }
  }))

test('a table larger than a part of the archive comes back whole, wherever its rows were cut', () =>
  withEmpty(async (desk, empty) => {
    const id = await desk.receive('carter@example.com', 'Long')
    await inAllBrands(desk.db, (tx) =>
      sql`insert into messages (brand_id, conversation_id, direction, channel, text)
        select ${desk.brandId}, ${id}, 'note', 'email', repeat(n || E'縁側\\n\\t', 700 + n) from generate_series(1, 1500) n`.execute(
        tx,
      ),
    )
    const file = join(empty.folder, 'desk.backup')
    const made = await writeBackup(sourceOf(desk), file)
    expect(await restoreBackup(file, targetOf(empty))).toEqual(made)
    expect(await contentsOf(empty.url)).toEqual(await contentsOf(empty.urlOf(desk)))
  }))

test('a backup of an older schema is restored into that schema and then brought up to date', () =>
  withEmpty(async (desk, empty) => {
    await desk.db.pool.query(`delete from migrations where name like '0030-%'`)
    await desk.db.pool.query('drop table audit_log')
    const file = join(empty.folder, 'desk.backup')
    await writeBackup(sourceOf(desk), file)
    await restoreBackup(file, targetOf(empty))
    const restored = openDatabase(empty.url, 2)
    expect((await restored.pool.query('select count(*)::int as n from audit_log')).rows).toEqual([{ n: 0 }])
    expect((await restored.pool.query('select name from organisation')).rows).toEqual([{ name: 'Hinoki' }])
    await restored.close()
  }))

test('nothing is overwritten unasked, and a backup that is cut off or damaged changes nothing', () =>
  withEmpty(async (desk, empty) => {
    const { file, before } = await restoredOnce(desk, empty)
    await expect(restoreBackup(file, targetOf(empty))).rejects.toThrow('--force')
    const whole = await readFile(file)
    const forced = { ...targetOf(empty), isForced: true }
    for (const content of [whole.subarray(0, whole.length - 300), Buffer.from('no backup'), flipped(whole)]) {
      await writeFile(file, content)
      await expect(restoreBackup(file, forced)).rejects.toThrow('damaged')
      expect(await contentsOf(empty.url)).toEqual(before)
    }
    await writeFile(file, whole)
    await restoreBackup(file, forced)
    expect(await contentsOf(empty.url)).toEqual(before)
  }))

test('a restore that is killed at any moment leaves what was there, and can be done again', () =>
  withEmpty(async (desk, empty) => {
    const { file, before } = await restoredOnce(desk, empty)
    await inAllBrands(desk.db, (tx) =>
      tx.insertInto('tags').values({ brand_id: desk.brandId, name: 'later' }).execute(),
    )
    await writeBackup(sourceOf(desk), file)
    const forced = { ...targetOf(empty), isForced: true }
    // The last moment there is: everything is in place but the commit.
    const killed = restoreBackup(file, {
      ...forced,
      async beforeCommit() {
        await desk.db.pool.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
          where datname = '${new URL(empty.url).pathname.slice(1)}' and usename = current_user`)
      },
    })
    await expect(killed).rejects.toThrow('onnection')
    expect(await contentsOf(empty.url)).toEqual(before)
    await restoreBackup(file, forced)
    expect(await contentsOf(empty.url)).toEqual(await contentsOf(empty.urlOf(desk)))
  }))

test('nothing is restored into a database that somebody uses', () =>
  withEmpty(async (desk, empty) => {
    const file = join(empty.folder, 'desk.backup')
    await writeBackup(sourceOf(desk), file)
    const other = new pg.Client(empty.url)
    await other.connect()
    await expect(restoreBackup(file, targetOf(empty))).rejects.toThrow('Stop the desk')
    await other.end()
    await restoreBackup(file, targetOf(empty))
  }))

test('what was put into an archive comes out again, however its bytes arrive', async () => {
  const content = fc.uint8Array({ maxLength: 2_000 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { maxLength: 5 }),
      fc.integer({ min: 1, max: 1_500 }),
      async (all, cut) => {
        const at = new Date(0)
        const parts = all.flatMap((one, n) => [
          tarHeader(`n/${n}`, one.length, at),
          Buffer.from(one),
          tarPadding(one.length),
        ])
        const archive = Buffer.concat([...parts, tarEnd])
        const pieces = Array.from({ length: Math.ceil(archive.length / cut) }, (_, n) =>
          archive.subarray(n * cut, (n + 1) * cut),
        )
        const found: Buffer[] = []
        for await (const entry of readTar(Readable.from(pieces))) {
          const read: Buffer[] = []
          for await (const piece of entry.content()) read.push(piece)
          found.push(Buffer.concat(read))
        }
        expect(found).toEqual(all.map((one) => Buffer.from(one)))
      },
    ),
    { numRuns: 50 },
  )
})

/** Conversations in two brands, one archived; a file; a job that waits, one that runs; events dispatched and not. */
async function furnish(desk: TestDesk): Promise<number> {
  const sakura = await desk.openBrand('sakura')
  const { hash, size } = await desk.files.keep(Buffer.from('a picture'))
  const id = await desk.receive('carter@example.com', 'It\\never\tarrived.\n「届きません」', {
    attachments: [{ hash, size, name: '写真.png', type: 'image/png', contentId: null, isInline: false }],
  })
  await desk.receive('dora@example.com', 'Hello', { brandId: sakura })
  await desk.db.pool.query('update brands set archived_at = now() where id = $1', [sakura])
  await dispatchAll(desk)
  await addJob(
    desk.db.open,
    'send-message',
    { messageId: 1 },
    { runAt: new Date(Date.now() + 3_600_000), key: 'k' },
  )
  await desk.db.pool.query(
    `select graphile_worker.add_job('wake-conversation', '{}'::json, queue_name := 'q')`,
  )
  await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: desk.ana.staffId })
  return id
}

/** A furnished desk whose backup has been restored already: the file, and what came out of it. */
async function restoredOnce(desk: TestDesk, empty: Empty) {
  await furnish(desk)
  const file = join(empty.folder, 'desk.backup')
  await writeBackup(sourceOf(desk), file)
  await restoreBackup(file, targetOf(empty))
  return { file, before: await contentsOf(empty.url) }
}

/** Everything in a database, with transaction numbers and cursors put aside. */
async function contentsOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`begin; set local app.brands = '1,2,3,4,5'`)
  const contents: Record<string, string[]> = {}
  for (const { name, columns } of await tablesOf(client)) {
    if (name === 'public.event_cursors') continue
    const list = columns.filter((column) => column !== 'transaction').map((column) => `"${column}"`)
    const { rows } = await client.query(`select (${list.join(',')})::text as row from ${name} order by 1`)
    contents[name] = rows.map((row) => row.row)
  }
  await client.end()
  expect(Object.keys(contents).length).toBeGreaterThan(30)
  return contents
}

function flipped(whole: Buffer): Buffer {
  const copy = Buffer.from(whole)
  const middle = Math.floor(copy.length / 2)
  copy[middle] = (copy[middle] ?? 0) ^ 0xff
  return copy
}

type Empty = { url: string; folder: string; urlOf(desk: TestDesk): string }

const sourceOf = (desk: TestDesk) => ({
  databaseUrl: urlOf(desk),
  files: desk.files,
  version: 'test',
  secret: 'a secret of tests',
  isOwnSecret: true,
})

const targetOf = (empty: Empty) => ({
  databaseUrl: empty.url,
  files: openFiles(join(empty.folder, 'files')),
  isForced: false,
  accept: () => {},
})

const urlOf = (desk: TestDesk) => desk.db.pool.options.connectionString ?? ''

/** A desk, and beside it an empty database and folder for it to be restored into. */
async function withEmpty(work: (desk: TestDesk, empty: Empty) => Promise<void>): Promise<void> {
  const { superuser, template } = inject('postgres')
  const name = `restored_${process.pid}_${Math.random().toString(36).slice(2)}`
  const folder = await mkdtemp(join(tmpdir(), 'engawa-restore-'))
  const server = new pg.Client(superuser)
  await server.connect()
  await server.query(`create database ${name} owner engawa template template0`)
  const url = template.replace(new URL(template).pathname, `/${name}`)
  try {
    await withDesk((desk) => work(desk, { url, folder, urlOf }))
  } finally {
    await server.query(`drop database ${name} with (force)`)
    await server.end()
    await rm(folder, { recursive: true, force: true })
  }
}
