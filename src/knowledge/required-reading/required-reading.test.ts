import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const day = 86_400_000

const question = {
  ja: { text: '上限額は？', choices: ['3,000円', '1万円'], passage: '3,000円まで自分で判断できます。' },
  en: { text: 'Up to how much?', choices: ['3,000 yen', '10,000 yen'], passage: 'Up to 3,000 yen.' },
  right: 0,
}

/** A published manual, a team with Ben and Chie, and what the worker would do. */
async function manual(desk: TestDesk) {
  const ana = desk.as(desk.ana)
  const [ben, chie] = [
    await desk.hire('Ben', 'agent', [desk.brandId]),
    await desk.hire('Chie', 'read_only', [desk.brandId]),
  ]
  const team = (await ana.post('/api/teams', { name: 'Care', memberIds: [ben.staffId, chie.staffId] })).body
  const wish = { brandId: desk.brandId, sourceLocale: 'en', title: 'Refunds', audience: 'staff' }
  const id: number = (await ana.post('/api/articles', wish)).body.id
  const write = async (html: string, more: Record<string, unknown> = {}) => {
    const at = `/api/articles/${id}/texts/en`
    const { revision } = (await ana.get(`/api/articles/${id}`)).body.texts.en
    const saved = await ana.put(at, { revision, title: 'Refunds', html, keywords: [] })
    const published = await ana.post(`${at}/publication`, { revision: saved.body.texts.en.revision, ...more })
    expect(published.status).toBe(200)
    await work(desk, 'ask-reading-anew')
  }
  await write('<p>Up to 3,000 yen.</p>')
  const require = (more: Record<string, unknown> = {}) =>
    ana.put(`/api/articles/${id}/required-reading`, { teamIds: [team.id], question, ...more })
  const open = async (person: Person) => (await desk.as(person).get('/api/my-readings')).body.items
  const confirm = async (person: Person, choice: number | null = 0) => {
    const [first] = await open(person)
    const { versionId } = (await desk.as(person).get(`/api/my-readings/${first.id}`)).body
    return desk.as(person).post(`/api/my-readings/${first.id}/confirmation`, { versionId, choice })
  }
  return { ana, ben, chie, team, id, write, require, open, confirm }
}

/** Lets what follows from the events happen, as far as it is of these kinds. */
async function work(desk: TestDesk, ...kinds: string[]): Promise<void> {
  await dispatchAll(desk)
  for (const { task, payload } of (await desk.jobs()).filter((one) => kinds.includes(one.task)))
    await tasksOf(desk)[task]?.(payload, { attempt: 1, isLastAttempt: false })
}

test('a manual is to be read by a team; a wrong answer is shown the passage, the right one confirms', () =>
  withDesk(async (desk) => {
    const { ana, ben, chie, require, open, confirm } = await manual(desk)
    const before = await desk.lastEvent()
    const { status, body: reading } = await require()
    expect(status).toBe(200)
    expect(reading).toMatchObject({ title: 'Refunds', number: 1, asked: 2, confirmed: 0, overdue: 0 })
    expect(await open(ben)).toMatchObject([{ title: 'Refunds', isOverdue: false, isNewVersion: false }])
    const page = (await desk.as(ben).get(`/api/my-readings/${reading.id}`)).body
    expect(page).toMatchObject({ html: '<p>Up to 3,000 yen.</p>', question: { text: 'Up to how much?' } })
    expect(JSON.stringify(page)).not.toContain('right')
    expect((await confirm(ben, null)).body.code).toBe('answer_missing')
    expect((await confirm(ben, 1)).body).toEqual({ isConfirmed: false, passage: 'Up to 3,000 yen.' })
    expect((await confirm(ben)).body).toEqual({ isConfirmed: true, passage: '' })
    expect(await open(ben)).toEqual([])
    expect((await desk.as(ben).get('/api/my-readings?state=confirmed')).body.items).toHaveLength(1)
    expect((await confirm(chie)).status).toBe(200)
    const { readers } = (await ana.get(`/api/required-readings/${reading.id}`)).body
    expect(readers).toMatchObject([
      { staff: { name: 'Ben' }, teams: ['Care'], wrong: 1, confirmedAt: expect.any(String) },
      { staff: { name: 'Chie' }, wrong: 0 },
    ])
    expect(await desk.events(before)).toEqual(['reading.asked', 'reading.confirmed', 'reading.confirmed'])
  }))

test('whoever joins the team is asked too, whoever leaves it is not, and those outside the brand cannot be', () =>
  withDesk(async (desk) => {
    const { ana, ben, team, require, open } = await manual(desk)
    await require()
    const dan = await desk.hire('Dan', 'agent', [desk.brandId])
    const omar = await desk.hire('Omar', 'agent')
    await ana.patch(`/api/teams/${team.id}`, { memberIds: [dan.staffId, omar.staffId] })
    expect(await open(dan)).toHaveLength(1)
    expect([await open(ben), await open(omar)]).toEqual([[], []])
    expect((await ana.get('/api/required-readings')).body.items).toMatchObject([{ asked: 1 }])
    expect((await require({ teamIds: [], staffIds: [omar.staffId] })).body.code).toBe('not_in_brand')
  }))

test('a new version asks everybody again, a small change asks nobody', () =>
  withDesk(async (desk) => {
    const { ana, ben, write, require, open, confirm } = await manual(desk)
    await require()
    await confirm(ben)
    await write('<p>Up to 3,000 yen!</p>', { isSmall: true })
    expect(await open(ben)).toEqual([])
    await write('<p>Up to 5,000 yen.</p>')
    expect(await open(ben)).toMatchObject([{ number: 3, isNewVersion: true }])
    expect((await ana.get('/api/required-readings')).body.items).toMatchObject([
      { number: 3, asked: 2, confirmed: 0 },
    ])
    await write('<p>Up to 6,000 yen.</p>')
    expect((await ana.get('/api/required-readings')).body.items).toHaveLength(1)
  }))

test('what was published while somebody read cannot be confirmed unseen', () =>
  withDesk(async (desk) => {
    const { ben, write, require, open } = await manual(desk)
    await require()
    const [first] = await open(ben)
    const { versionId } = (await desk.as(ben).get(`/api/my-readings/${first.id}`)).body
    await write('<p>Better words.</p>', { isSmall: true })
    const late = await desk
      .as(ben)
      .post(`/api/my-readings/${first.id}/confirmation`, { versionId, choice: 0 })
    expect(late).toMatchObject({ status: 409, body: { code: 'newer_version' } })
  }))

test('those who have not read it are reminded before and told after its time, and so are those who lead', () =>
  withDesk(async (desk) => {
    const { ana, ben, chie, require, confirm } = await manual(desk)
    const lead = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const { body: reading } = await require({ days: 7 })
    await confirm(ben)
    const at = async (days: number) => {
      const moment = new Date(Date.now() + days * day)
      setClock(() => moment)
      await work(desk, 'watch-reading')
      await work(desk, 'watch-reading')
    }
    const before = await desk.lastEvent()
    await at(6.5)
    await at(8)
    setClock()
    expect((await desk.events(before)).filter((type) => type.startsWith('reading.'))).toEqual([
      'reading.reminded',
      'reading.overdue',
    ])
    await work(desk, 'notify-of-reading')
    const kinds = async (person: Person) =>
      (await desk.as(person).get('/api/notices')).body.items.map((one: { kind: string }) => one.kind)
    expect((await kinds(chie)).toSorted()).toEqual(['reading_asked', 'reading_near', 'reading_overdue'])
    expect(await kinds(ben)).toEqual(['reading_asked'])
    expect(await kinds(lead)).toEqual(['reading_overdue'])
    expect((await ana.post(`/api/required-readings/${reading.id}/reminders`)).status).toBe(200)
  }))

test('a resolved conversation keeps by which version it was handled, whatever is published later', () =>
  withDesk(async (desk) => {
    const { ana, id, write } = await manual(desk)
    const reason = { brandId: desk.brandId, slug: 'refund', nameEn: 'Refund', nameJa: '返金' }
    const reasonId = (await ana.post('/api/contact-reasons', reason)).body.id
    await ana.patch(`/api/articles/${id}`, { reasonIds: [reasonId] })
    const conversation = await desk.receive('carter@example.com', 'Refund, please.')
    const at = `/api/conversations/${conversation}`
    await ana.put(`${at}/reason`, { reasonId })
    expect((await ana.get(`${at}/applied-manuals`)).body.items).toEqual([])
    await ana.put(`${at}/status`, { status: 'resolved' })
    await write('<p>Up to 5,000 yen.</p>')
    await work(desk, 'keep-applied-manuals')
    expect((await ana.get(`${at}/applied-manuals`)).body.items).toMatchObject([
      { articleId: id, title: 'Refunds', number: 1, isSuperseded: true },
    ])
  }))

test('only those who lead ask and see who has read; other brands find nothing, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const { ana, ben, id, team, require } = await manual(desk)
    const { body: reading } = await require()
    const other = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const conversation = await desk.receive('carter@example.com', 'Hello')
    const unread = (
      await ana.post('/api/articles', { brandId: desk.brandId, sourceLocale: 'en', title: 'New' })
    ).body.id
    const before = await desk.lastEvent()
    const agent = desk.as(ben)
    for (const answer of [
      await agent.put(`/api/articles/${id}/required-reading`, { teamIds: [team.id] }),
      await agent.get('/api/required-readings'),
      await agent.get(`/api/required-readings/${reading.id}`),
      await agent.delete(`/api/articles/${id}/required-reading`),
    ])
      expect(answer.status).toBe(403)
    for (const answer of [
      await other.put(`/api/articles/${id}/required-reading`, { teamIds: [team.id] }),
      await other.get(`/api/articles/${id}/required-reading`),
      await other.delete(`/api/articles/${id}/required-reading`),
      await other.get(`/api/required-readings/${reading.id}`),
      await other.post(`/api/required-readings/${reading.id}/reminders`),
      await other.get(`/api/my-readings/${reading.id}`),
      await other.post(`/api/my-readings/${reading.id}/confirmation`, { versionId: 1, choice: 0 }),
      await other.get(`/api/conversations/${conversation}/applied-manuals`),
      await ana.get(`/api/my-readings/${reading.id}`),
    ])
      expect(answer.status).toBe(404)
    const uneven = { ...question, en: { ...question.en, choices: ['a', 'b', 'c'] } }
    for (const [wish, code] of [
      [{ teamIds: [] }, 'nobody'],
      [{ teamIds: [9_999] }, 'team_unknown'],
      [{ question: uneven }, 'invalid_input'],
    ] as const)
      expect((await require(wish)).body.code).toBe(code)
    const draft = await ana.put(`/api/articles/${unread}/required-reading`, { teamIds: [team.id] })
    expect(draft).toMatchObject({ status: 409, body: { code: 'not_published' } })
    expect(await desk.events(before)).toEqual([])
    expect((await ana.delete(`/api/articles/${id}/required-reading`)).status).toBe(200)
    expect((await ana.get(`/api/articles/${id}/required-reading`)).body.reading).toBeNull()
  }))
