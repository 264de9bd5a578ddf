import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { startWorker } from '#platform/jobs.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../tasks.ts'
import { openLibrary } from './library.ts'
import { publishScheduled } from './publish.ts'

afterEach(() => setClock())

const soon = '2030-01-01T09:00:00.000Z'
const after = new Date('2030-01-01T09:00:01Z')

test('a scheduled text goes out by itself at its time, by the desk', () =>
  withDesk(async (desk) => {
    const { at } = await drafted(desk)
    const set = await desk.as(desk.ana).post(`${at}/publication`, { revision: 2, at: soon })
    expect(set.body.texts.en).toMatchObject({ state: 'approved', publishAt: soon, published: null })
    const [job] = await publications(desk)
    // Too early, as after a change of the clock: nothing happens.
    await publishScheduled(desk.db, job)
    expect(await desk.events()).not.toContain('article.published')
    setClock(() => after)
    await publishScheduled(desk.db, job)
    await publishScheduled(desk.db, job)
    expect((await text(desk, at)).published).toMatchObject({ number: 1 })
    const event = await desk.rows((tx) =>
      tx.selectFrom('events').select(['actor']).where('type', '=', 'article.published').execute(),
    )
    expect(event).toEqual([{ actor: 'system' }])
  }))

test('the timer outlives the desk: whoever starts next publishes what became due', () =>
  withDesk(async (desk) => {
    const { at } = await drafted(desk)
    const published = new Promise((resolve) =>
      desk.live.onEvent((event) => event.type === 'article.published' && resolve(event)),
    )
    await desk.as(desk.ana).post(`${at}/publication`, { revision: 2, at: soon })
    await desk.db.pool.query(
      `update graphile_worker._private_jobs set run_at = now() where key like 'publish-article:%'`,
    )
    setClock(() => after)
    const worker = await startWorker(desk.db, tasksOf(desk), { concurrency: 1, log: desk.log })
    await published
    await worker.stop()
    expect((await text(desk, at)).published).not.toBeNull()
  }))

test('set anew the time moves; edited, sent back or called off, nothing goes out', () =>
  withDesk(async (desk) => {
    const { at } = await drafted(desk)
    const ana = desk.as(desk.ana)
    await ana.post(`${at}/publication`, { revision: 2, at: soon })
    await ana.post(`${at}/publication`, { revision: 2, at: '2031-01-01T09:00:00Z' })
    expect(await publications(desk)).toHaveLength(1)
    const [job] = await publications(desk)
    await ana.put(at, { revision: 2, title: 'Care', html: '<p>Not yet read.</p>', keywords: [] })
    expect((await text(desk, at)).publishAt).toBeNull()
    expect(await publications(desk)).toEqual([])
    setClock(() => new Date('2031-01-01T09:00:01Z'))
    await publishScheduled(desk.db, job)
    await ana.post(`${at}/publication`, { revision: 3, at: '2032-01-01T00:00:00Z' })
    await ana.delete(`${at}/schedule`)
    expect(await text(desk, at)).toMatchObject({ publishAt: null, state: 'approved' })
    await ana.post(`${at}/publication`, { revision: 3, at: '2032-01-01T00:00:00Z' })
    await ana.post(`${at}/return`, { revision: 3, text: 'Wait for the new price.' })
    expect(await publications(desk)).toEqual([])
    expect(await desk.events()).not.toContain('article.published')
  }))

test('every process forgets a withdrawn article as soon as that is committed', () =>
  withDesk(async (desk) => {
    const { at, id } = await drafted(desk)
    const ana = desk.as(desk.ana)
    const library = openLibrary(desk.db, desk.live)
    expect((await library.of(desk.brandId)).articles).toEqual([])
    await changed(desk, 'article.published', () => ana.post(`${at}/publication`, { revision: 2 }))
    const shown = await library.of(desk.brandId)
    expect(shown.articles).toMatchObject([
      { articleId: id, locale: 'en', title: 'Care', text: 'Wash by hand.', audience: 'public' },
    ])
    expect(await library.of(desk.brandId)).toBe(shown)
    await changed(desk, 'article.saved', () =>
      ana.put(at, { revision: 2, title: 'Secret', html: '<p>Not yet.</p>', keywords: [] }),
    )
    expect(await library.of(desk.brandId)).toBe(shown)
    await changed(desk, 'article.changed', () => ana.patch(`/api/articles/${id}`, { audience: 'staff' }))
    const manual = await library.of(desk.brandId)
    expect([manual.articles, manual.manuals.length]).toEqual([[], 1])
    await changed(desk, 'article.withdrawn', () => ana.delete(`${at}/publication`))
    expect((await library.of(desk.brandId)).manuals).toEqual([])
    library.stop()
  }))

test('what is withdrawn is forgotten also while a long transaction keeps all events waiting', () =>
  withDesk(async (desk) => {
    const { at } = await drafted(desk)
    const ana = desk.as(desk.ana)
    await changed(desk, 'article.published', () => ana.post(`${at}/publication`, { revision: 2 }))
    const long = await desk.db.pool.connect()
    try {
      await long.query('begin')
      await long.query("insert into attempts (key) values ('long')")
      expect((await desk.library.of(desk.brandId)).articles).toHaveLength(1)
      await ana.delete(`${at}/publication`)
      await expect.poll(async () => (await desk.library.of(desk.brandId)).articles).toEqual([])
    } finally {
      await long.query('rollback')
      long.release()
    }
  }))

async function drafted(desk: TestDesk) {
  const ana = desk.as(desk.ana)
  const { id } = (await ana.post('/api/articles', { brandId: desk.brandId, sourceLocale: 'en' })).body
  const at = `/api/articles/${id}/texts/en`
  await ana.put(at, { revision: 1, title: 'Care', html: '<p>Wash by hand.</p>', keywords: [] })
  return { id, at }
}

const text = async (desk: TestDesk, at: string) =>
  (await desk.as(desk.ana).get(at.replace('/texts/en', ''))).body.texts.en

const publications = async (desk: TestDesk) =>
  (await desk.jobs()).filter((job) => job.task === 'publish-article').map((job) => job.payload)

/** Does something and waits until this process has heard of it, as every other does. */
async function changed(desk: TestDesk, type: string, work: () => Promise<unknown>): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    const stop = desk.live.onEvent((event) => {
      if (event.type !== type) return
      stop()
      resolve()
    })
  })
  await work()
  await heard
}
