import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('the desk says that it lives, that it can work, and how it is doing', () =>
  withDesk(async (desk) => {
    const anybody = desk.as(undefined)
    expect((await anybody.get('/healthz')).body).toEqual({ ok: true })
    expect((await anybody.get('/readyz')).body).toEqual({ ok: true })
    await desk.receive('carter@example.com', 'Hello')
    const figures = String((await anybody.get('/metrics')).body)
    expect(figures).toContain('engawa_requests_total{status="2xx"} 2')
    expect(figures).toContain('engawa_events_waiting 1')
    expect(figures).toMatch(/^engawa_event_lag_seconds \d+\.\d{3}$/m)
  }))

test('figures are not for strangers from outside', () =>
  withDesk(async (desk) => {
    const from = (remoteAddress: string, key?: string, more: Record<string, string> = {}) =>
      desk.app.inject({
        url: '/metrics',
        remoteAddress,
        headers: { ...more, ...(key ? { authorization: `Bearer ${key}` } : {}) },
      })
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    expect((await from('10.0.0.7')).statusCode).toBe(200)
    expect((await from('10.0.0.7', undefined, { 'x-forwarded-for': '8.8.8.8' })).statusCode).toBe(403)
    expect((await from('8.8.8.8')).statusCode).toBe(403)
    expect((await from('8.8.8.8', ben.key)).statusCode).toBe(403)
    expect((await from('8.8.8.8', desk.ana.key)).statusCode).toBe(200)
  }))
