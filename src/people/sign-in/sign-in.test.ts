import { Secret, TOTP } from 'otpauth'
import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { browserOf } from '#test/browser.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

const ana = { email: 'ana@hinoki.test', password: 'a long enough password' }

afterEach(() => setClock())

test('a right password opens a session in a cookie that scripts and other sites cannot use', () =>
  withDesk(async (desk) => {
    const browser = browserOf(desk)
    const answer = await browser.post('/api/sign-in', { ...ana, email: ' ANA@hinoki.test ' })
    expect(answer).toMatchObject({ status: 200, body: { needsTotp: false } })
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/i)
    expect((await browser.get('/api/me')).body).toMatchObject({
      name: 'Ana',
      role: 'admin',
      hasTotp: false,
      organisation: { name: 'Hinoki' },
      brands: [{ slug: 'hinoki' }],
    })
    expect(await audited(desk)).toEqual(['organisation.set_up', 'staff.signed_in'])
  }))

test('a wrong password and an unknown account are refused in the same words and recorded, and no session begins', () =>
  withDesk(async (desk) => {
    const browser = browserOf(desk)
    const wrong = await browser.post('/api/sign-in', { ...ana, password: 'not the password' })
    const unknown = await browser.post('/api/sign-in', { ...ana, email: 'nobody@hinoki.test' })
    expect(wrong.status).toBe(401)
    expect(wrong.body).toEqual(unknown.body)
    expect(wrong.headers['set-cookie']).toBeUndefined()
    expect((await browser.get('/api/me')).status).toBe(401)
    expect((await audited(desk)).slice(1)).toEqual(['staff.sign_in_failed', 'staff.sign_in_failed'])
  }))

test('after ten wrong passwords even the right one has to wait, for this account only', () =>
  withDesk(async (desk) => {
    const browser = browserOf(desk)
    const tries = Array.from({ length: 14 }, () =>
      browser.post('/api/sign-in', { ...ana, password: 'not the password' }),
    )
    const statuses = (await Promise.all(tries)).map((answer) => answer.status)
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
    const waiting = await browser.post('/api/sign-in', ana)
    expect(waiting).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(60)
    expect((await browser.post('/api/sign-in', { ...ana, email: 'ben@hinoki.test' })).status).toBe(401)
  }))

test('with two-step sign-in the password alone opens nothing, and a code is good once', () =>
  withDesk(async (desk) => {
    const browser = await signedIn(desk)
    const { secret, uri, qrSvg } = (await browser.post('/api/me/totp', { password: ana.password })).body
    expect(uri).toContain('otpauth://totp/')
    expect(qrSvg).toContain('<svg')
    expect((await browser.post('/api/me/totp/confirm', { code: '000000' })).status).toBe(422)
    let at = Date.parse('2026-05-01T00:00:00Z')
    setClock(() => new Date(at))
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
    const confirmed = await browser.post('/api/me/totp/confirm', { code: code() })
    expect(confirmed.body.recoveryCodes).toHaveLength(10)
    at += 60_000
    const other = browserOf(desk)
    expect((await other.post('/api/sign-in', ana)).body).toEqual({ needsTotp: true })
    expect((await other.get('/api/me')).status).toBe(401)
    const used = code()
    expect((await other.post('/api/sign-in', { ...ana, code: used })).status).toBe(200)
    expect((await other.get('/api/me')).body.hasTotp).toBe(true)
    const again = await browserOf(desk).post('/api/sign-in', { ...ana, code: used })
    expect(again).toMatchObject({ status: 401, body: { code: 'wrong_code', field: 'code' } })
    const [recovery] = confirmed.body.recoveryCodes
    expect((await browserOf(desk).post('/api/sign-in', { ...ana, code: recovery })).status).toBe(200)
    expect((await browserOf(desk).post('/api/sign-in', { ...ana, code: recovery })).status).toBe(401)
    expect((await other.get('/api/me')).body.recoveryCodesLeft).toBe(9)
  }))

test('a key that has leaked cannot change password or second step', () =>
  withDesk(async (desk) => {
    const caller = desk.as(desk.ana)
    expect((await caller.post('/api/me/totp', { password: ana.password })).status).toBe(403)
    const wish = { current: ana.password, password: 'another long password' }
    expect((await caller.put('/api/me/password', wish)).status).toBe(403)
  }))

test('a new password ends every other session and keeps this one', () =>
  withDesk(async (desk) => {
    const [here, there] = [await signedIn(desk), await signedIn(desk)]
    const wish = { current: ana.password, password: 'another long password' }
    expect((await here.put('/api/me/password', { ...wish, current: 'wrong' })).body).toMatchObject({
      code: 'wrong_password',
      field: 'current',
    })
    expect((await there.get('/api/me')).status).toBe(200)
    expect((await here.put('/api/me/password', wish)).status).toBe(200)
    expect((await here.get('/api/me')).status).toBe(200)
    expect((await there.get('/api/me')).status).toBe(401)
    expect((await browserOf(desk).post('/api/sign-in', ana)).status).toBe(401)
  }))

test('sessions are listed in words, ended one by one or all at once, and never those of somebody else', () =>
  withDesk(async (desk) => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'
    const [here, there] = [await signedIn(desk), await signedIn(desk, { 'user-agent': agent })]
    const { items } = (await here.get('/api/sessions')).body
    expect(items.map((one: { isCurrent: boolean }) => one.isCurrent).sort()).toEqual([false, true])
    const other = items.find((one: { isCurrent: boolean }) => !one.isCurrent)
    expect(other.device).toBe('Chrome on Windows')
    const ben = await desk.hire('Ben', 'agent')
    expect((await desk.as(ben).delete(`/api/sessions/${other.id}`)).status).toBe(404)
    expect((await there.get('/api/me')).status).toBe(200)
    expect((await here.delete(`/api/sessions/${other.id}`)).status).toBe(200)
    expect((await there.get('/api/me')).status).toBe(401)
    const third = await signedIn(desk)
    await here.post('/api/sign-out', { everywhere: true })
    expect((await here.get('/api/me')).status).toBe(401)
    expect((await third.get('/api/me')).status).toBe(401)
  }))

test('a session that is used goes on, and one that rests for thirty days ends', () =>
  withDesk(async (desk) => {
    let at = Date.now()
    setClock(() => new Date(at))
    const browser = await signedIn(desk)
    for (let week = 0; week < 8; week++) {
      at += 7 * 86_400_000
      expect((await browser.get('/api/me')).status).toBe(200)
    }
    at += 31 * 86_400_000
    expect((await browser.get('/api/me')).status).toBe(401)
  }))

test('a page of another site cannot write with the cookie it does not hold', () =>
  withDesk(async (desk) => {
    const browser = await signedIn(desk)
    const host = 'desk.test:3000'
    for (const origin of ['https://evil.test', 'null', 'http://desk.test:3001']) {
      const answer = await browser.patch('/api/me', { name: 'Eve' }, { origin, host })
      expect(answer.status).toBe(403)
    }
    expect((await browser.get('/api/me')).body.name).toBe('Ana')
    const own = await browser.patch('/api/me', { name: 'Anna' }, { origin: `http://${host}`, host })
    expect(own.status).toBe(200)
  }))

async function signedIn(desk: TestDesk, headers: Record<string, string> = {}) {
  const browser = browserOf(desk, headers)
  expect((await browser.post('/api/sign-in', ana)).status).toBe(200)
  return browser
}

async function audited(desk: TestDesk): Promise<string[]> {
  const rows = await desk.db.open.selectFrom('audit_log').select('type').orderBy('id').execute()
  return rows.map((row) => row.type)
}
