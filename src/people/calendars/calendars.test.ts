import { expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { openMinutes } from '#platform/calendar/due.ts'
import { openingAt } from '#platform/calendar/opening.ts'
import { withDesk } from '#test/desk.ts'
import { keepHours, weekOf } from '#test/hours.ts'
import { calendarOf, saidCalendarOf } from './calendar-of.ts'
import { countriesWithHolidays, holidaysOf } from './holidays.ts'

const office = [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }]
const path = '/api/calendars'
const at = (text: string) => new Date(text)
const minutesOn = (date: string) =>
  [Date.parse(`${date}T00:00:00+09:00`), Date.parse(`${date}T24:00:00+09:00`)] as const

test('a calendar is made, written anew and deleted, each with its event', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const before = await desk.lastEvent()
    const made = await keepHours(desk, office, { holidays: 'JP' })
    expect(made).toMatchObject({
      name: 'Office',
      isDefault: true,
      week: { mon: [['10:00', '18:00']], sun: [] },
    })
    const { id: _, brandId: __, ...wish } = made
    const changed = await ana.put(`${path}/${made.id}`, { ...wish, name: 'Tokyo', channels: ['chat'] })
    expect(changed.body).toMatchObject({ name: 'Tokyo', channels: ['chat'] })
    expect((await ana.get(`${path}?brandId=${desk.brandId}`)).body.items).toHaveLength(1)
    expect((await ana.delete(`${path}/${made.id}`)).status).toBe(200)
    expect((await ana.get(path)).body.items).toEqual([])
    expect(await desk.events(before)).toEqual(['calendar.created', 'calendar.changed', 'calendar.deleted'])
  }))

test('an agent may look at calendars and change none; another brand’s is not there', () =>
  withDesk(async (desk) => {
    const made = await keepHours(desk, office)
    const ben = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const before = await desk.lastEvent()
    const { id, brandId, ...wish } = made
    expect((await ben.get(path)).body.items).toHaveLength(1)
    expect((await ben.post(path, { ...wish, brandId, name: 'Mine' })).status).toBe(403)
    expect((await ben.put(`${path}/${id}`, wish)).status).toBe(403)
    expect((await ben.delete(`${path}/${id}`)).status).toBe(403)
    expect((await omar.get(path)).body.items).toEqual([])
    expect((await omar.post(path, { ...wish, brandId, name: 'Mine' })).status).toBe(404)
    expect((await omar.put(`${path}/${id}`, wish)).status).toBe(404)
    expect((await omar.delete(`${path}/${id}`)).status).toBe(404)
    expect(await desk.events(before)).toEqual([])
  }))

test.each([
  ['a zone that does not exist', { zone: 'Asia/Edo' }, 'zone', 'invalid_input'],
  ['no open hour', { week: {} }, 'week', 'never_open'],
  [
    'hours that overlap',
    {
      week: {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
    },
    'week.mon.1',
    'interval_overlaps',
  ],
  ['hours of nothing', { week: { mon: [['09:00', '09:00']] } }, 'week.mon.0', 'interval_empty'],
  [
    'a night that goes on into the next day’s hours',
    { week: { sun: [['18:00', '09:00']], mon: [['08:00', '12:00']] } },
    'week.mon',
    'night_overlaps',
  ],
  [
    'a date that is none',
    { closures: [{ from: '2026-02-30', to: '2026-03-01' }] },
    'closures.0.from',
    'no_such_date',
  ],
  [
    'a closure that ends before it begins',
    { closures: [{ from: '2026-03-02', to: '2026-03-01' }] },
    'closures.0.to',
    'closure_wrong',
  ],
  [
    'a day opened twice',
    {
      openings: [
        { date: '2026-03-01', intervals: [['10:00', '11:00']] },
        { date: '2026-03-01', intervals: [] },
      ],
    },
    'openings.1.date',
    'date_twice',
  ],
  ['holidays of nowhere', { holidays: 'XX' }, 'holidays', 'no_such_country'],
  ['a team that is none', { teamIds: [4711] }, 'teamIds', 'team_unknown'],
])('%s is refused on saving, and nothing is kept', (_name, wrong, field, code) =>
  withDesk(async (desk) => {
    const before = await desk.lastEvent()
    const wish = { brandId: desk.brandId, name: 'Office', zone: 'Asia/Tokyo', week: weekOf(office) }
    const answer = await desk.as(desk.ana).post(path, { ...wish, ...wrong })
    expect(answer).toMatchObject({ status: 422, body: { field, code } })
    expect((await desk.as(desk.ana).get(path)).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }),
)

test('the most particular holds: the team’s, then the channel’s, then the brand’s; without any it is never closed', () =>
  withDesk(async (desk) => {
    const { brandId } = desk
    const { body: team } = await desk.as(desk.ana).post('/api/teams', { name: 'Los Angeles' })
    const zoneOf = (whose: object) =>
      desk.rows(async (tx) => (await calendarOf(tx, { brandId, ...whose })).zone)
    expect(await desk.rows((tx) => saidCalendarOf(tx, { brandId }))).toBeUndefined()
    expect(
      await desk.rows(async (tx) =>
        openMinutes(await calendarOf(tx, { brandId }), ...minutesOn('2026-11-22')),
      ),
    ).toBe(1_440)
    await keepHours(desk, office)
    await keepHours(desk, office, {
      name: 'Chat',
      zone: 'Europe/London',
      isDefault: false,
      channels: ['chat'],
    })
    await keepHours(desk, office, {
      name: 'US',
      zone: 'America/Los_Angeles',
      isDefault: false,
      teamIds: [team.id],
    })
    expect(await zoneOf({})).toBe('Asia/Tokyo')
    expect(await zoneOf({ channel: 'chat' })).toBe('Europe/London')
    expect(await zoneOf({ channel: 'chat', teamId: team.id })).toBe('America/Los_Angeles')
    // What is said last takes the place.
    await keepHours(desk, office, { name: 'New', zone: 'UTC', channels: ['chat'] })
    expect([await zoneOf({}), await zoneOf({ channel: 'chat' })]).toEqual(['UTC', 'UTC'])
    const { items } = (await desk.as(desk.ana).get(path)).body
    expect(items.filter((one: { isDefault: boolean }) => one.isDefault)).toHaveLength(1)
    await desk.as(desk.ana).delete(`/api/teams/${team.id}`)
    expect(await zoneOf({ teamId: team.id })).toBe('UTC')
  }))

test('holidays are closed, each can be worked once or every year, and days of the brand’s own go before both', () =>
  withDesk(async (desk) => {
    setClock(() => at('2026-11-20T03:00:00Z'))
    try {
      const made = await keepHours(desk, office, {
        holidays: 'JP',
        workedDates: ['2026-11-23'],
        workedHolidays: ['スポーツの日'],
        closures: [{ from: '2026-12-29', to: '2027-01-03', nameEn: 'New Year', nameJa: '年末年始' }],
        openings: [{ date: '2026-12-30', intervals: [['10:00', '12:00']] }],
      })
      const calendar = await desk.rows((tx) => calendarOf(tx, { brandId: desk.brandId }))
      const open = (date: string) => openMinutes(calendar, ...minutesOn(date))
      expect([open('2026-11-23'), open('2027-11-23')]).toEqual([480, 0])
      expect([open('2026-10-12'), open('2027-10-11')]).toEqual([480, 480])
      // In lieu of a holiday on a Sunday.
      expect([open('2027-03-22'), open('2026-12-29'), open('2026-12-30')]).toEqual([0, 0, 120])
      expect(openingAt(calendar, at('2026-12-30T04:00:00Z')).changesAt).toEqual(at('2027-01-04T01:00:00Z'))
      const { id: _, brandId: __, name: ___, ...hours } = made
      const before = await desk.lastEvent()
      const preview = await desk.as(desk.ana).post(`${path}/preview`, hours)
      expect(preview.body).toMatchObject({ isOpen: true, changesAt: '2026-11-20T09:00:00.000Z' })
      expect(preview.body.days[1]).toEqual({ date: '2026-11-21', intervals: [], because: null })
      expect(preview.body.holidays[0]).toMatchObject({
        date: '2026-11-23',
        nameJa: '勤労感謝の日',
        isClosed: false,
      })
      expect(await desk.events(before)).toEqual([])
      setClock(() => at('2026-12-28T03:00:00Z'))
      const later = await desk.as(desk.ana).post(`${path}/preview`, hours)
      expect(later.body.days[1]).toMatchObject({
        date: '2026-12-29',
        because: { ja: '年末年始', en: 'New Year' },
      })
      expect(later.body.days[2]).toMatchObject({ intervals: [['10:00', '12:00']], because: null })
    } finally {
      setClock()
    }
  }))

test('holidays of other countries and of parts of one are known, with those that last for days', async () => {
  const dates = async (place: string, year: number) => (await holidaysOf(place, year)).map((one) => one.date)
  expect(await dates('US', 2026)).toContain('2026-11-26')
  expect(await dates('GB-SCT', 2026)).toContain('2026-11-30')
  expect(await dates('GB-ENG', 2026)).not.toContain('2026-11-30')
  expect(await dates('KR', 2026)).toEqual(expect.arrayContaining(['2026-02-17', '2026-02-18', '2026-02-19']))
  expect((await countriesWithHolidays()).find((one) => one.code === 'GB')?.regions).toContainEqual({
    code: 'GB-SCT',
    name: 'Scotland',
  })
})
