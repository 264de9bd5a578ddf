import { afterEach, expect, test } from 'vitest'
import { conversationFor } from '#conversations/door.ts'
import { setClock } from '#platform/clock.ts'
import { give, keepChain, keepLimits } from '#test/authority.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { keepHours } from '#test/hours.ts'
import { tasksOf } from '../../tasks.ts'
import { askApproval } from './ask.ts'
import type { Level } from './contract.ts'

afterEach(() => setClock())
const context = { attempt: 1, isLastAttempt: false }

async function furnished(desk: TestDesk, levels?: (people: Record<string, TestDesk['ana']>) => unknown[]) {
  const people = {
    ben: await desk.hire('Ben', 'agent', [desk.brandId]),
    sora: await desk.hire('Sora', 'supervisor', [desk.brandId]),
    kei: await desk.hire('Kei', 'supervisor', [desk.brandId]),
  }
  const chainId = await keepChain(desk, levels?.(people))
  await keepLimits(desk, { chainId })
  const id = await desk.receive('carter@example.com', 'The lid has a crack.')
  const { body: grant } = await give(desk, people.ben, id, { amount: '9000' })
  const say = (person: TestDesk['ana'], decision = 'approve', comment = '') =>
    desk.as(person).post(`/api/approvals/${grant.approvalId}/decision`, { decision, comment })
  const page = async () => (await desk.as(people.ben).get(`/api/approvals/${grant.approvalId}`)).body
  return { ...people, id, grant, say, page }
}

/** Runs the timers that are there, as if it were so many minutes later, twice. */
async function later(desk: TestDesk, minutes: number): Promise<void> {
  const at = new Date(Date.now() + minutes * 60_000)
  setClock(() => at)
  for (const { payload } of (await desk.jobs()).filter(({ task }) => task === 'tend-approval'))
    for (const _ of [1, 2]) await tasksOf(desk)['tend-approval']?.(payload, context)
}

const names = (page: { approvers: { staff: { name: string } }[] }) =>
  page.approvers.map((one) => one.staff.name)

test('without an answer in time it goes on to the next level, and the last one is said to be late', () =>
  withDesk(async (desk) => {
    const { say, page, sora } = await furnished(desk)
    expect(names(await page())).toEqual(['Sora', 'Kei'])
    const before = await desk.lastEvent()
    await later(desk, 59)
    expect(await desk.events(before)).toEqual([])
    await later(desk, 61)
    expect(await page()).toMatchObject({ level: 1, isOverdue: true, approvers: [{ staff: { name: 'Ana' } }] })
    expect((await say(sora)).body.code).toBe('not_asked')
    await later(desk, 125)
    expect(await desk.events(before)).toEqual(['approval.passed_on', 'approval.overdue'])
    expect((await say(desk.ana)).body.state).toBe('approved')
  }))

test('the time of a level counts by the brand’s hours', () =>
  withDesk(async (desk) => {
    await keepHours(desk, [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }])
    // Friday, half an hour before the end of the day in Tokyo.
    setClock(() => new Date('2026-11-20T08:30:00Z'))
    const { page } = await furnished(desk)
    expect((await page()).dueAt).toBe('2026-11-23T00:30:00.000Z')
  }))

test('all of a level must say yes where all are needed, and one no is enough', () =>
  withDesk(async (desk) => {
    const all = [{ name: 'Both', roles: ['supervisor'], needs: 'all' }]
    const { say, sora, kei, page, grant, ben } = await furnished(desk, () => all)
    const before = await desk.lastEvent()
    expect((await say(sora)).body).toMatchObject({ state: 'waiting', mayDecide: false })
    expect((await say(sora)).body.code).toBe('already_said')
    expect((await desk.as(kei).get('/api/approvals?which=mine')).body.items).toHaveLength(1)
    expect((await desk.as(sora).get('/api/approvals?which=mine')).body.items).toEqual([])
    await say(kei, 'refuse', 'Ask for a photo first.')
    expect(await page()).toMatchObject({ state: 'refused', comment: 'Ask for a photo first.' })
    expect((await desk.as(ben).get(`/api/grants/${grant.id}`)).body.state).toBe('refused')
    expect(await desk.events(before)).toEqual(['approval.voted', 'approval.decided', 'grant.refused'])
  }))

test('while somebody is away their deputy decides, and nobody decides what they have asked for', () =>
  withDesk(async (desk) => {
    const alone = (people: Record<string, TestDesk['ana']>) => [
      { name: 'Sora', staffIds: [people['sora']?.staffId] },
      { name: 'Management', roles: ['admin'] },
    ]
    const { sora, kei, ben, page, say } = await furnished(desk, alone)
    const deputy = (person: TestDesk['ana'], of: TestDesk['ana'], deputyId: number | null) =>
      desk.as(person).put(`/api/approval-deputies/${of.staffId}`, { brandId: desk.brandId, deputyId })
    expect((await deputy(ben, sora, ben.staffId)).status).toBe(403)
    expect((await deputy(sora, sora, kei.staffId)).body.items).toMatchObject([
      { staff: { name: 'Sora' }, deputy: { name: 'Kei' } },
    ])
    expect((await deputy(kei, kei, sora.staffId)).body.code).toBe('deputy_leads_back')
    await desk.as(sora).put('/api/me/away', { isAway: true })
    expect(await page()).toMatchObject({
      level: 0,
      approvers: [{ staff: { name: 'Kei' }, for: { name: 'Sora' } }],
    })
    expect((await say(ben)).status).toBe(403)
    const { body } = await say(kei)
    expect(body).toMatchObject({ state: 'approved', decidedBy: { name: 'Kei' } })
    expect(body.votes).toMatchObject([{ staff: { name: 'Sora' }, saidBy: { name: 'Kei' }, isYes: true }])
  }))

test('who has left is asked no more: the next level is, and those who are there are told', () =>
  withDesk(async (desk) => {
    const alone = (people: Record<string, TestDesk['ana']>) => [
      { name: 'Sora', staffIds: [people['sora']?.staffId] },
      { name: 'Kei', staffIds: [people['kei']?.staffId] },
    ]
    const { sora, kei, page } = await furnished(desk, alone)
    await desk.as(desk.ana).post(`/api/staff/${sora.staffId}/deactivate`)
    expect(names(await page())).toEqual(['Kei'])
    const before = await desk.lastEvent()
    const payload = { staffId: sora.staffId, actorId: desk.ana.staffId }
    for (const _ of [1, 2]) await tasksOf(desk)['hand-over']?.(payload, context)
    expect(await desk.events(before)).toEqual(['approval.passed_on'])
    await dispatchAll(desk)
    for (const job of (await desk.jobs()).filter(({ task }) => task === 'notify-of-approval'))
      await tasksOf(desk)['notify-of-approval']?.(job.payload, context)
    const notices = (await desk.as(kei).get('/api/notices')).body.items
    expect(notices.map((one: { data: { level: string } }) => one.data.level)).toContain('Kei')
    await desk.as(desk.ana).post(`/api/staff/${kei.staffId}/deactivate`)
    expect(names(await page())).toEqual(['Ana'])
  }))

test('a chain that asks nobody, strangers or the same people again is refused', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    const before = await desk.lastEvent()
    const post = (levels: unknown, person = desk.ana) =>
      desk.as(person).post('/api/approval-chains', { brandId: desk.brandId, name: 'New', levels })
    const cases: [unknown, string][] = [
      [[], 'invalid_input'],
      [[{ name: 'Nobody' }], 'level_empty'],
      [[{ name: 'Supervisors', roles: ['supervisor'] }], 'level_empty'],
      [[{ name: 'Omar', staffIds: [omar.staffId] }], 'staff_unknown'],
      [
        [
          { name: 'One', roles: ['admin'] },
          { name: 'Two', roles: ['admin'] },
        ],
        'chain_leads_back',
      ],
      [
        [
          { name: 'One', staffIds: [ben.staffId] },
          { name: 'Two', staffIds: [desk.ana.staffId, ben.staffId] },
        ],
        'chain_leads_back',
      ],
    ]
    for (const [levels, code] of cases) expect((await post(levels)).body.code).toBe(code)
    const good = [{ name: 'Ben', staffIds: [ben.staffId] }]
    expect((await post(good, ben)).status).toBe(403)
    expect((await post(good, omar)).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
    const { body } = await post(good)
    expect((await post(good)).body.code).toBe('name_taken')
    const renamed = await desk
      .as(desk.ana)
      .put(`/api/approval-chains/${body.id}`, { name: 'Ben alone', levels: good })
    expect(renamed.body.name).toBe('Ben alone')
    expect((await desk.as(omar).get('/api/approval-chains')).body.items).toEqual([])
  }))

test('an approval outside the caller’s brands is not there', () =>
  withDesk(async (desk) => {
    const { grant } = await furnished(desk)
    const omar = await desk.hire('Omar', 'admin')
    await desk.db.open
      .updateTable('staff')
      .set({ role: 'supervisor' })
      .where('id', '=', omar.staffId)
      .execute()
    const before = await desk.lastEvent()
    expect((await desk.as(omar).get(`/api/approvals/${grant.approvalId}`)).status).toBe(404)
    const decision = { decision: 'approve' }
    expect((await desk.as(omar).post(`/api/approvals/${grant.approvalId}/decision`, decision)).status).toBe(
      404,
    )
    expect((await desk.as(omar).get('/api/approvals')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))

test('a flow may ask with levels of its own, and hears what was decided', () =>
  withDesk(async (desk) => {
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    const levels: Level[] = [
      { name: 'Sora', staffIds: [sora.staffId], roles: [], needs: 'any', minutes: null },
    ]
    const approvalId = await desk.rows(async (tx) =>
      askApproval(tx, await conversationFor(tx, id, 'change'), {
        for: { kind: 'flow', id: 7 },
        subject: { en: 'Send a courier', ja: '集荷を手配する' },
        why: 'The parcel is heavy.',
        by: { levels },
        askedById: null,
        actor: { kind: 'system' },
      }),
    )
    const { body } = await desk
      .as(sora)
      .post(`/api/approvals/${approvalId}/decision`, { decision: 'approve' })
    expect(body).toMatchObject({ state: 'approved', subject: 'Send a courier', askedBy: null })
    const event = await desk.rows((tx) =>
      tx.selectFrom('events').select('data').where('type', '=', 'approval.decided').executeTakeFirstOrThrow(),
    )
    expect(event.data).toMatchObject({ approvalId, for: { kind: 'flow', id: 7 }, state: 'approved' })
    const { items } = (await desk.as(sora).get(`/api/conversations/${id}/events`)).body
    expect(items.at(-1).text).toBe('Approved: Send a courier')
  }))
