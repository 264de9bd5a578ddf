import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { withDesk } from '#test/desk.ts'

afterEach(() => setClock())

test('a key is shown once, acts as its maker within its scopes, and ends when revoked', () =>
  withDesk(async (desk) => {
    const made = await desk.as(desk.ana).post('/api/api-keys', { name: 'Reports', scopes: ['read'] })
    const robot = { ...desk.ana, key: made.body.key }
    expect((await desk.as(robot).get('/api/me')).body.name).toBe('Ana')
    expect((await desk.as(robot).post('/api/teams', { name: 'Returns' })).status).toBe(403)
    expect((await desk.as(robot).get('/api/audit-log')).status).toBe(403)
    const listed = await desk.as(desk.ana).get('/api/api-keys')
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key)
    expect((await desk.as(desk.ana).delete(`/api/api-keys/${made.body.id}`)).status).toBe(200)
    expect((await desk.as(robot).get('/api/me')).status).toBe(401)
  }))

test('a key cannot do more than its maker, nor outlive its end', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const beyond = await desk.as(ben).post('/api/api-keys', { name: 'Too much', scopes: ['admin'] })
    expect(beyond).toMatchObject({ status: 422, body: { code: 'scope_beyond_role', field: 'scopes' } })
    const past = { name: 'Late', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }
    expect((await desk.as(ben).post('/api/api-keys', past)).body).toMatchObject({ code: 'key_expired' })
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    const made = await desk.as(ben).post('/api/api-keys', { ...past, expiresAt: soon })
    const robot = { ...ben, key: made.body.key }
    expect((await desk.as(robot).get('/api/me')).status).toBe(200)
    setClock(() => new Date(Date.now() + 3_700_000))
    expect((await desk.as(robot).get('/api/me')).status).toBe(401)
  }))

test('a key that may only read and write makes no further keys', () =>
  withDesk(async (desk) => {
    const made = await desk.as(desk.ana).post('/api/api-keys', { name: 'Robot', scopes: ['read', 'write'] })
    const robot = { ...desk.ana, key: made.body.key }
    expect((await desk.as(robot).post('/api/api-keys', { name: 'More', scopes: ['read'] })).status).toBe(403)
    const names = (await desk.as(desk.ana).get('/api/api-keys')).body.items.map(
      (one: { name: string }) => one.name,
    )
    expect(names).not.toContain('More')
  }))

test('nobody but an admin sees or ends the keys of others', () =>
  withDesk(async (desk) => {
    const [ben, eve] = [await desk.hire('Ben', 'agent'), await desk.hire('Eve', 'agent')]
    const bens = (await desk.as(ben).get('/api/api-keys')).body.items
    expect(bens.map((key: { staff: { name: string } }) => key.staff.name)).toEqual(['Ben'])
    expect((await desk.as(eve).delete(`/api/api-keys/${bens[0].id}`)).status).toBe(404)
    expect((await desk.as(desk.ana).get('/api/api-keys')).body.items).toHaveLength(3)
    expect((await desk.as(ben).get('/api/me')).status).toBe(200)
  }))
