import { expect, test } from 'vitest'
import { browserOf } from '#test/browser.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../../tasks.ts'

const once = { attempt: 1, isLastAttempt: false }

test('an invited person chooses a password by the link, works in the brands named, and the link is over', () =>
  withDesk(async (desk) => {
    const wish = { email: 'Ben@Hinoki.test', name: 'Ben', role: 'agent', brandIds: [desk.brandId] }
    const invited = await desk.as(desk.ana).post('/api/staff', wish)
    expect(invited.body.staff).toMatchObject({ email: 'ben@hinoki.test', state: 'invited' })
    expect((await desk.jobs()).map((job) => job.task)).toContain('send-invitation')
    const token = invited.body.link.split('/').at(-1)
    const browser = browserOf(desk)
    expect((await browser.get(`/api/invitations/${token}`)).body).toMatchObject({
      email: 'ben@hinoki.test',
      organisation: 'Hinoki',
    })
    const accept = { name: 'Ben B.', password: 'ten or more', locale: 'en' }
    expect((await browser.post(`/api/invitations/${token}`, { ...accept, password: 'short' })).status).toBe(
      422,
    )
    expect((await browser.post(`/api/invitations/${token}`, accept)).status).toBe(200)
    expect((await browser.get('/api/me')).body).toMatchObject({
      name: 'Ben B.',
      role: 'agent',
      brands: [{ id: desk.brandId }],
    })
    expect((await browserOf(desk).post(`/api/invitations/${token}`, accept)).status).toBe(404)
    expect((await desk.as(desk.ana).post('/api/staff', wish)).body).toMatchObject({
      code: 'email_taken',
      field: 'email',
    })
  }))

test('the mail of an invitation holds the link in force, and none is sent once it was accepted', () =>
  withDesk(async (desk) => {
    const wish = { email: 'ben@hinoki.test', name: 'Ben', role: 'agent', locale: 'ja' }
    const invited = await desk.as(desk.ana).post('/api/staff', wish)
    const again = await desk.as(desk.ana).post(`/api/staff/${invited.body.staff.id}/invitation`)
    expect(again.body.link).not.toBe(invited.body.link)
    const mails = await mailsOf(desk, 'send-invitation')
    expect(mails).toHaveLength(2)
    expect(mails[0]).toMatchObject({ to: 'ben@hinoki.test', subject: 'HinokiからEngawaへの招待' })
    expect(mails.every((mail) => mail.text.includes(again.body.link))).toBe(true)
    const token = again.body.link.split('/').at(-1)
    await browserOf(desk).post(`/api/invitations/${token}`, { name: 'Ben', password: 'ten or more' })
    expect(await mailsOf(desk, 'send-invitation')).toEqual([])
    expect((await desk.as(desk.ana).post(`/api/staff/${invited.body.staff.id}/invitation`)).status).toBe(409)
  }))

test('a forgotten password is reset by mail, and asking never tells whether there is such an account', () =>
  withDesk(async (desk) => {
    const browser = browserOf(desk)
    await browser.post('/api/sign-in', { email: 'ana@hinoki.test', password: 'a long enough password' })
    const known = await browserOf(desk).post('/api/password-resets', { email: 'Ana@hinoki.test' })
    const unknown = await browserOf(desk).post('/api/password-resets', { email: 'nobody@hinoki.test' })
    expect(known).toMatchObject({ status: 200, body: {} })
    expect(unknown).toMatchObject({ status: 200, body: {} })
    const mails = await mailsOf(desk, 'send-password-reset')
    expect(mails.map((mail) => mail.to)).toEqual(['ana@hinoki.test'])
    const token = /password-reset\/(\S+)/.exec(mails[0]?.text ?? '')?.[1]
    const wish = { password: 'another long password' }
    expect((await browserOf(desk).post(`/api/password-resets/${token}`, wish)).status).toBe(200)
    expect((await browser.get('/api/me')).status).toBe(401)
    expect((await browserOf(desk).post(`/api/password-resets/${token}`, wish)).status).toBe(404)
    const signIn = await browser.post('/api/sign-in', { email: 'ana@hinoki.test', ...wish })
    expect(signIn.status).toBe(200)
  }))

test('who is deactivated loses access at once, and their open conversations become unassigned', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    await desk.as(ben).put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    const before = await desk.lastEvent()
    const answer = await desk.as(desk.ana).post(`/api/staff/${ben.staffId}/deactivate`)
    expect(answer.body.state).toBe('deactivated')
    expect((await desk.as(ben).get('/api/me')).status).toBe(401)
    await runJobs(desk, 'hand-over')
    expect(await desk.events(before)).toEqual(['conversation.assigned'])
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.assignee).toBeNull()
    await runJobs(desk, 'hand-over')
    expect(await desk.events(before)).toHaveLength(1)
    expect((await desk.as(desk.ana).post(`/api/staff/${ben.staffId}/reactivate`)).body.state).toBe('invited')
    expect((await desk.as(ben).get('/api/me')).status).toBe(401)
  }))

test('who leaves a brand keeps the work of the others', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId, sakura])
    const [here, there] = [
      await desk.receive('carter@example.com', 'One'),
      await desk.receive('dora@example.com', 'Two', { brandId: sakura }),
    ]
    for (const id of [here, there]) {
      await desk.as(ben).put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    }
    await desk.as(desk.ana).patch(`/api/staff/${ben.staffId}`, { brandIds: [sakura] })
    await runJobs(desk, 'hand-over')
    expect((await desk.as(desk.ana).get(`/api/conversations/${here}`)).body.assignee).toBeNull()
    expect((await desk.as(desk.ana).get(`/api/conversations/${there}`)).body.assignee).toMatchObject({
      name: 'Ben',
    })
    expect((await desk.as(ben).get(`/api/conversations/${here}`)).status).toBe(404)
  }))

test('the last admin stays, even when two admins remove each other at the same moment', () =>
  withDesk(async (desk) => {
    const alone = await desk.as(desk.ana).patch(`/api/staff/${desk.ana.staffId}`, { role: 'agent' })
    expect(alone).toMatchObject({ status: 409, body: { code: 'last_admin' } })
    const bea = await desk.hire('Bea', 'admin')
    await desk.db.open
      .updateTable('staff')
      .set({ password_hash: 'has one' })
      .where('id', '=', bea.staffId)
      .execute()
    const answers = await Promise.all([
      desk.as(desk.ana).post(`/api/staff/${bea.staffId}/deactivate`),
      desk.as(bea).post(`/api/staff/${desk.ana.staffId}/deactivate`),
    ])
    // Whoever comes second is the last admin, or is signed out already.
    const [first, second] = answers.map((answer) => answer.status).sort()
    expect([first, [401, 409].includes(second ?? 0)]).toEqual([200, true])
    const admins = await desk.db.open
      .selectFrom('staff')
      .select('id')
      .where('role', '=', 'admin')
      .where('deactivated_at', 'is', null)
      .execute()
    expect(admins).toHaveLength(1)
  }))

test('a supervisor sees the staff of their brands only, an agent only names, and neither changes anything', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const sue = await desk.hire('Sue', 'supervisor', [desk.brandId])
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const omar = await desk.hire('Omar', 'agent', [sakura])
    const names = (answer: { body: { items: { name: string }[] } }) =>
      answer.body.items.map((item) => item.name)
    expect(names(await desk.as(sue).get('/api/staff'))).toEqual(['Ana', 'Sue', 'Ben'])
    expect((await desk.as(sue).get(`/api/staff/${omar.staffId}`)).status).toBe(404)
    expect((await desk.as(ben).get('/api/staff')).status).toBe(403)
    expect(names(await desk.as(ben).get('/api/colleagues'))).toEqual(['Ana', 'Sue', 'Ben'])
    const first = await desk.as(desk.ana).get('/api/staff?limit=3')
    const rest = await desk.as(desk.ana).get(`/api/staff?limit=3&cursor=${first.body.nextCursor}`)
    expect([...names(first), ...names(rest)]).toEqual(['Ana', 'Sue', 'Ben', 'Omar'])
    expect(rest.body.nextCursor).toBeNull()
    expect((await desk.as(sue).patch(`/api/staff/${ben.staffId}`, { role: 'admin' })).status).toBe(403)
    expect((await desk.as(desk.ana).get('/api/audit-log?type=staff.role_changed')).body.items).toEqual([])
  }))

test('a role that changes is on record with who changed it', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await desk.as(desk.ana).patch(`/api/staff/${ben.staffId}`, { role: 'supervisor' })
    const { items } = (await desk.as(desk.ana).get('/api/audit-log?type=staff.role_changed')).body
    expect(items).toMatchObject([
      { actor: { name: 'Ana' }, subject: { name: 'Ben' }, data: { from: 'agent', to: 'supervisor' } },
    ])
  }))

test('teams have a name of their own and members; unknown members change nothing', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ana = desk.as(desk.ana)
    const made = await ana.post('/api/teams', { name: 'Returns', memberIds: [ben.staffId] })
    expect((await ana.post('/api/teams', { name: 'Returns' })).body).toMatchObject({ code: 'name_taken' })
    const wrong = await ana.patch(`/api/teams/${made.body.id}`, { name: 'Refunds', memberIds: [999] })
    expect(wrong.body).toMatchObject({ code: 'staff_unknown', field: 'memberIds' })
    expect((await desk.as(ben).get('/api/teams')).body.items).toEqual([
      { id: made.body.id, name: 'Returns', memberIds: [ben.staffId] },
    ])
    expect((await desk.as(ben).delete(`/api/teams/${made.body.id}`)).status).toBe(403)
    expect((await ana.delete(`/api/teams/${made.body.id}`)).status).toBe(200)
    expect((await ana.delete(`/api/teams/${made.body.id}`)).status).toBe(404)
  }))

async function runJobs(desk: TestDesk, task: string): Promise<void> {
  for (const job of await desk.jobs()) if (job.task === task) await tasksOf(desk)[task]?.(job.payload, once)
}

/** What the jobs of a task would mail now. */
async function mailsOf(desk: TestDesk, task: 'send-invitation' | 'send-password-reset') {
  const mails: { to: string; subject: string; text: string }[] = []
  const links = await import('../sign-in/mail-links.ts')
  const make = task === 'send-invitation' ? links.sendInvitation : links.sendPasswordReset
  const run = make(desk, async (mail) => mails.push(mail))
  for (const job of await desk.jobs()) if (job.task === task) await run(job.payload, once)
  return mails
}
