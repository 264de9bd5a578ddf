import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const hour = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString()
const bytes = { 'content-type': 'application/octet-stream' }

/** A conversation, a team Warehouse with Wataru, who does not work for the brand, and a way to ask. */
async function asking(desk: TestDesk) {
  const id = await desk.receive('carter@example.com', 'The lid came broken.', { subject: 'Order 1001' })
  const ana = desk.as(desk.ana)
  const wataru = await desk.hire('Wataru', 'agent')
  const team = (await ana.post('/api/teams', { name: 'Warehouse', memberIds: [wataru.staffId] })).body
  const ask = (more: Record<string, unknown> = {}) =>
    ana.post(`/api/conversations/${id}/tasks`, {
      to: { teamId: team.id },
      title: 'Is the lid in stock?',
      text: 'Order 1001 needs a lid of 24 cm.',
      ...more,
    })
  return { id, ana, ask, team, wataru, by: (person: Person) => desk.as(person) }
}

test('a team is asked, one of it takes the question and answers with a file, and the asker closes it', () =>
  withDesk(async (desk) => {
    const { id, ana, ask, wataru, by } = await asking(desk)
    const before = await desk.lastEvent()
    const { status, body: task } = await ask({ dueAt: inHours(4) })
    expect(status).toBe(200)
    expect(task).toMatchObject({
      title: 'Is the lid in stock?',
      team: { name: 'Warehouse' },
      owner: null,
      expert: null,
      state: 'open',
      askedBy: { name: 'Ana' },
      conversation: { id, subject: 'Order 1001' },
      messages: [{ isAnswer: false, text: 'Order 1001 needs a lid of 24 cm.' }],
    })
    expect((await ana.get(`/api/conversations/${id}`)).body.openTasks).toBe(1)
    const asked = by(wataru)
    expect((await asked.get('/api/tasks/count')).body).toEqual({ mine: 0, team: 1, answered: 0 })
    expect((await asked.get('/api/tasks?of=team')).body.items).toMatchObject([
      { id: task.id, may: { take: true } },
    ])
    expect((await asked.post(`/api/tasks/${task.id}/take`)).body.owner.name).toBe('Wataru')
    const file = (
      await asked.post(`/api/tasks/${task.id}/files?name=shelf.txt`, Buffer.from('3 left'), bytes)
    ).body
    const answer = { text: 'Three are left.', isAnswer: true, fileIds: [file.id] }
    const { body: answered } = await asked.post(`/api/tasks/${task.id}/messages`, answer)
    expect(answered).toMatchObject({
      state: 'answered',
      messages: [{}, { isAnswer: true, files: [{ name: 'shelf.txt' }] }],
    })
    expect((await ana.get(`/api/task-files/${file.id}/content`)).body).toBe('3 left')
    expect((await ana.get('/api/tasks/count')).body).toEqual({ mine: 0, team: 0, answered: 1 })
    expect((await ana.post(`/api/tasks/${task.id}/end`, { state: 'done' })).body.state).toBe('done')
    expect((await ana.get('/api/tasks?state=ended')).body.items).toMatchObject([{ id: task.id }])
    expect(await desk.events(before)).toEqual(['task.asked', 'task.taken', 'task.answered', 'task.done'])
    const { items } = (await ana.get(`/api/conversations/${id}/events`)).body
    expect(items.map((one: { text: string }) => one.text)).toContain(
      'asked Warehouse: “Is the lid in stock?”',
    )
    expect((await ana.get(`/api/conversations/${id}/messages`)).body.items).toHaveLength(1)
  }))

test('who was asked from outside the brand sees the question and what was passed on, and nothing of the conversation', () =>
  withDesk(async (desk) => {
    const { id, ana, ask, wataru, by } = await asking(desk)
    const upload = await ana.post(
      `/api/conversations/${id}/attachments?name=lid.txt`,
      Buffer.from('a photo'),
      bytes,
    )
    const other = await ana.post(
      `/api/conversations/${id}/attachments?name=private.txt`,
      Buffer.from('x'),
      bytes,
    )
    const { body: task } = await ask({ attachmentIds: [upload.body.id] })
    const asked = by(wataru)
    const { body: seen } = await asked.get(`/api/tasks/${task.id}`)
    expect(seen).toMatchObject({ conversation: null, may: { manage: false, answer: true } })
    expect(JSON.stringify(seen)).not.toContain('carter')
    expect((await asked.get(seen.messages[0].files[0].url)).body).toBe('a photo')
    for (const path of [
      `/api/conversations/${id}`,
      `/api/conversations/${id}/messages`,
      `/api/attachments/${other.body.id}/content`,
    ])
      expect([path, (await asked.get(path)).status]).toEqual([path, 404])
    const before = await desk.lastEvent()
    expect((await asked.post(`/api/tasks/${task.id}/end`, { state: 'done' })).status).toBe(403)
    expect((await asked.patch(`/api/tasks/${task.id}`, { title: 'x' })).status).toBe(403)
    const word = { text: 'x', isAnswer: false }
    expect((await asked.post(`/api/tasks/${task.id}/messages`, word)).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
  }))

test('somebody who was not asked and does not work for the brand finds nothing', () =>
  withDesk(async (desk) => {
    const { id, ask, by } = await asking(desk)
    const { body: task } = await ask()
    const upload = `/api/tasks/${task.id}/files?name=a.txt`
    const omar = by(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const before = await desk.lastEvent()
    for (const answer of [
      await omar.get(`/api/tasks/${task.id}`),
      await omar.patch(`/api/tasks/${task.id}`, { title: 'x' }),
      await omar.post(`/api/tasks/${task.id}/take`),
      await omar.post(`/api/tasks/${task.id}/messages`, { text: 'x', isAnswer: true }),
      await omar.post(`/api/tasks/${task.id}/end`, { state: 'done' }),
      await omar.post(upload, Buffer.from('x'), bytes),
      await omar.post(`/api/task-messages/${task.messages[0].id}/retry`),
      await omar.get(`/api/conversations/${id}/task-times`),
      await omar.post(`/api/conversations/${id}/tasks`, { to: { staffId: 1 }, title: 'x', text: 'x' }),
      await omar.get('/api/task-files/1/content'),
    ])
      expect(answer.status).toBe(404)
    expect((await omar.get('/api/tasks?state=any')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))

test('a conversation put aside for the answer is open again once it is there, unless somebody moved it meanwhile', () =>
  withDesk(async (desk) => {
    const { id, ana, ask, wataru, by } = await asking(desk)
    const status = async () => (await ana.get(`/api/conversations/${id}`)).body.status
    const { body: first } = await ask({ holdAs: 'pending_client' })
    const { body: second } = await ask({ holdAs: 'pending_client' })
    expect(await status()).toBe('pending_client')
    const answer = { text: 'Yes.', isAnswer: true }
    await by(wataru).post(`/api/tasks/${first.id}/messages`, answer)
    expect(await status()).toBe('pending_client')
    await ana.post(`/api/tasks/${second.id}/end`, { state: 'cancelled' })
    expect(await status()).toBe('open')
    const { body: third } = await ask({ holdAs: 'on_hold' })
    await ana.put(`/api/conversations/${id}/status`, { status: 'resolved' })
    await by(wataru).post(`/api/tasks/${third.id}/messages`, answer)
    expect(await status()).toBe('resolved')
    expect((await ana.get('/api/tasks?state=answered')).body.items).toHaveLength(2)
  }))

test('a further question opens it again, and what has ended takes nothing more', () =>
  withDesk(async (desk) => {
    const { ana, ask } = await asking(desk)
    const { body: task } = await ask({ to: { staffId: desk.ana.staffId } })
    await ana.post(`/api/tasks/${task.id}/messages`, { text: 'Yes.', isAnswer: true })
    const on = { text: 'And the handle?', isAnswer: false }
    expect((await ana.post(`/api/tasks/${task.id}/messages`, on)).body).toMatchObject({
      state: 'open',
      answeredAt: null,
    })
    await ana.post(`/api/tasks/${task.id}/end`, { state: 'cancelled' })
    const before = await desk.lastEvent()
    for (const answer of [
      await ana.post(`/api/tasks/${task.id}/messages`, on),
      await ana.patch(`/api/tasks/${task.id}`, { title: 'x' }),
      await ana.post(`/api/tasks/${task.id}/take`),
      await ana.post(`/api/tasks/${task.id}/end`, { state: 'done' }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'task_ended' } })
    expect(await desk.events(before)).toEqual([])
  }))

test('those who were asked are reminded before and told after its time, each once, and a moved time moves both', () =>
  withDesk(async (desk) => {
    const { ana, ask } = await asking(desk)
    const { body: task } = await ask({ dueAt: inHours(4) })
    const watch = async () => {
      const [timer] = (await desk.jobs()).filter((job) => job.task === 'watch-task')
      await tasksOf(desk)['watch-task']?.(timer?.payload, { attempt: 1, isLastAttempt: false })
    }
    const at = async (hours: number) => {
      const moment = new Date(Date.now() + hours * hour)
      setClock(() => moment)
      await watch()
      await watch()
    }
    const before = await desk.lastEvent()
    await at(1)
    await at(3.5)
    await ana.patch(`/api/tasks/${task.id}`, { dueAt: inHours(8) })
    await at(4.5)
    await at(8.5)
    expect(await desk.events(before)).toEqual(['task.reminded', 'task.moved', 'task.overdue'])
    expect((await ana.get('/api/tasks?state=overdue')).body.items).toMatchObject([
      { id: task.id, isOverdue: true },
    ])
  }))

test('it can be given to others, and what somebody who left was to answer is nobody’s until it is taken over', () =>
  withDesk(async (desk) => {
    const { ana, ask, wataru, team } = await asking(desk)
    const { body: task } = await ask()
    const given = { teamId: null, ownerId: wataru.staffId }
    expect((await ana.patch(`/api/tasks/${task.id}`, given)).body).toMatchObject({
      team: null,
      owner: { name: 'Wataru' },
    })
    await ana.post(`/api/staff/${wataru.staffId}/deactivate`)
    const [job] = (await desk.jobs()).filter((one) => one.task === 'hand-over')
    for (const _ of [1, 2])
      await tasksOf(desk)['hand-over']?.(job?.payload, { attempt: 1, isLastAttempt: false })
    expect((await ana.get(`/api/tasks/${task.id}`)).body.owner).toBeNull()
    const before = await desk.lastEvent()
    expect((await ana.patch(`/api/tasks/${task.id}`, { ownerId: wataru.staffId })).status).toBe(422)
    expect((await ana.patch(`/api/tasks/${task.id}`, { teamId: 9_999 })).status).toBe(422)
    expect(await desk.events(before)).toEqual([])
    expect((await ana.patch(`/api/tasks/${task.id}`, { teamId: team.id })).body.team.name).toBe('Warehouse')
  }))

test('a question to nobody, to the past or with a stranger’s file is refused and nothing is recorded', () =>
  withDesk(async (desk) => {
    const { ask } = await asking(desk)
    const reader = await desk.hire('Rei', 'read_only', [desk.brandId])
    const before = await desk.lastEvent()
    for (const [wish, code] of [
      [{ to: { teamId: 9_999 } }, 'team_unknown'],
      [{ to: { staffId: reader.staffId } }, 'staff_unknown'],
      [{ to: { expert: { address: 'law@example.com' } } }, 'no_mailbox'],
      [{ to: { expert: { address: 'Carter@example.com' } } }, 'is_customer'],
      [{ dueAt: '2020-01-01T00:00:00Z' }, 'in_the_past'],
      [{ attachmentIds: [9_999] }, 'attachment_unknown'],
      [{ title: ' ' }, 'invalid_input'],
      [{ to: {} }, 'invalid_input'],
    ] as const)
      expect((await ask(wish)).body.code).toBe(code)
    expect(await desk.events(before)).toEqual([])
  }))

test('a merge takes questions along, and taking it back brings them home', () =>
  withDesk(async (desk) => {
    const { id, ana, ask } = await asking(desk)
    const { body: task } = await ask()
    const kept = await desk.receive('carter@example.com', 'Hello?', { subject: 'Again' })
    const merge = await ana.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })
    expect([merge.status, merge.body]).toMatchObject([200, {}])
    expect((await ana.get(`/api/tasks/${task.id}`)).body.conversation.id).toBe(kept)
    expect((await ana.get(`/api/conversations/${kept}`)).body.openTasks).toBe(1)
  }))

test('a rule asks a team under its own name, due within its open hours', () =>
  withDesk(async (desk) => {
    const { team, ana, wataru, by } = await asking(desk)
    const actions = [{ action: 'task', value: { team: team.id, text: 'Please check the stock.', hours: 4 } }]
    await ana.post('/api/rules', ruleWish(desk, { actions }))
    await desk.receive('emma@example.com', 'This is urgent, please')
    await letRulesRun(desk)
    expect((await by(wataru).get('/api/tasks?of=team')).body.items).toMatchObject([
      { title: 'Please check the stock.', askedBy: null, dueAt: expect.any(String) },
    ])
  }))

test('who was asked from outside the brand is told so, and of the conversation nothing', () =>
  withDesk(async (desk) => {
    const { ask, wataru, by } = await asking(desk)
    const { body: task } = await ask()
    await dispatchAll(desk)
    for (const { payload } of (await desk.jobs()).filter((one) => one.task === 'notify-of-task'))
      await tasksOf(desk)['notify-of-task']?.(payload, { attempt: 1, isLastAttempt: false })
    const { items, unseen } = (await by(wataru).get('/api/notices')).body
    expect(unseen).toBe(1)
    expect(items).toMatchObject([
      {
        kind: 'task_asked',
        conversationId: null,
        conversationSubject: '',
        customerName: '',
        data: { taskId: task.id },
      },
    ])
    expect((await by(wataru).put('/api/notices/seen', { ids: [items[0].id] })).body).toEqual({ unseen: 0 })
  }))
