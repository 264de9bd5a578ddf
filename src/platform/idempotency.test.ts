import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

const key = { 'idempotency-key': 'one of mine' }

test('a write that is repeated with its key happens once, also when both come at the same moment', () =>
  withDesk(async (desk) => {
    const make = () => desk.as(desk.ana).post('/api/teams', { name: 'Returns' }, key)
    const [one, two] = await Promise.all([make(), make()])
    const three = await make()
    expect([one.status, two.status, three.status]).toEqual([200, 200, 200])
    expect([two.body, three.body]).toEqual([one.body, one.body])
    expect(three.headers['idempotent-replayed']).toBe('true')
    expect((await desk.as(desk.ana).get('/api/teams')).body.items).toHaveLength(1)
  }))

test('a key is not good for another request, and a refused write leaves it free', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    expect((await ana.post('/api/teams', { name: 'Returns', memberIds: [999] }, key)).status).toBe(422)
    expect((await ana.post('/api/teams', { name: 'Returns' }, key)).status).toBe(200)
    expect((await ana.post('/api/teams', { name: 'Refunds' }, key)).body.code).toBe('idempotency_key_reused')
    const ben = await desk.hire('Ben', 'admin')
    expect((await desk.as(ben).post('/api/teams', { name: 'Refunds' }, key)).status).toBe(200)
  }))

test('a secret that is shown once is not kept for repeats', () =>
  withDesk(async (desk) => {
    const wish = { name: 'Reports', scopes: ['read'] }
    const made = await desk.as(desk.ana).post('/api/api-keys', wish, key)
    expect((await desk.as(desk.ana).post('/api/api-keys', wish, key)).body.code).toBe('already_done')
    const kept = await desk.db.pool.query('select * from idempotency_keys')
    expect(JSON.stringify(kept.rows)).not.toContain(made.body.key)
    expect((await desk.as(desk.ana).get('/api/api-keys')).body.items).toHaveLength(2)
  }))

test('a key of endless length is refused and nothing is done', () =>
  withDesk(async (desk) => {
    const endless = Array.from({ length: 300 }, (_, at) => Math.sin(at).toString(36)).join('')
    const made = await desk
      .as(desk.ana)
      .post('/api/teams', { name: 'Returns' }, { 'idempotency-key': endless })
    expect([made.status, made.body.code]).toEqual([422, 'idempotency_key_too_long'])
    expect((await desk.as(desk.ana).get('/api/teams')).body.items).toEqual([])
  }))
