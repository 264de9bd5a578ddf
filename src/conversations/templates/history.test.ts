import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

async function changedTwice(desk: TestDesk) {
  const ana = desk.as(desk.ana)
  const { body: made } = await ana.post('/api/templates', {
    brandId: desk.brandId,
    name: 'Late',
    textEn: 'Sorry.',
    textJa: '申し訳ございません。',
  })
  const ben = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
  const path = `/api/templates/${made.id}`
  await ben.patch(path, { textEn: 'We are sorry.', folder: 'Delivery' })
  await ana.post(`${path}/twin-check`)
  await ana.patch(path, { textJa: 'お詫び申し上げます。' })
  const history = async () => (await ben.get(`${path}/history`)).body.items
  return { ana, ben, path, history }
}

test('the history of a template says who changed what and when, and what it was before and after', () =>
  withDesk(async (desk) => {
    const { history } = await changedTwice(desk)
    expect(await history()).toMatchObject([
      {
        kind: 'changed',
        by: { name: 'Ana' },
        before: { textJa: '申し訳ございません。', textEn: 'We are sorry.', staleTwin: null },
        after: { textJa: 'お詫び申し上げます。', staleTwin: 'en' },
      },
      { kind: 'twin_checked', by: { name: 'Ana' }, before: { staleTwin: 'ja' }, after: { staleTwin: null } },
      {
        kind: 'changed',
        by: { name: 'Ben' },
        before: { textEn: 'Sorry.', folder: '', staleTwin: null },
        after: { textEn: 'We are sorry.', folder: 'Delivery', textJa: '申し訳ございません。' },
      },
      { kind: 'created', by: { name: 'Ana' }, before: null, after: { textEn: 'Sorry.', folder: '' } },
    ])
  }))

test('a long history is read page by page, each change as it was, and what stands on a later page can be taken back', () =>
  withDesk(async (desk) => {
    const { ana, ben, path, history } = await changedTwice(desk)
    for (let at = 1; at <= 120; at++) await ana.patch(path, { name: `Late ${at}` })
    const all: { id: number }[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await ben.get(`${path}/history?limit=50${cursor && `&cursor=${cursor}`}`)
      all.push(...body.items)
      cursor = body.nextCursor
    }
    expect(all).toHaveLength(124)
    expect(all.slice(-4)).toMatchObject([
      { before: { name: 'Late' }, after: { name: 'Late', textJa: 'お詫び申し上げます。' } },
      { kind: 'twin_checked' },
      { before: { textEn: 'Sorry.' }, after: { textEn: 'We are sorry.', staleTwin: 'ja' } },
      { kind: 'created', after: { textEn: 'Sorry.', name: 'Late' } },
    ])
    expect(all[50]).toMatchObject({ before: { name: 'Late 69' }, after: { name: 'Late 70' } })
    const back = await ben.post(`${path}/restoration`, { changeId: all.at(-1)?.id })
    expect(back.body).toMatchObject({ name: 'Late', textEn: 'Sorry.', folder: '' })
    expect((await history())[0]).toMatchObject({ restoredId: all.at(-1)?.id, restoredAt: expect.any(String) })
  }))

test('taken back, a template is as it was after that change, mark included, and that is in the history too', () =>
  withDesk(async (desk) => {
    const { ben, path, history } = await changedTwice(desk)
    const [latest, , , first] = await history()
    const before = await desk.lastEvent()
    const back = await ben.post(`${path}/restoration`, { changeId: first.id })
    expect(back.body).toMatchObject({
      textEn: 'Sorry.',
      textJa: '申し訳ございません。',
      folder: '',
      staleTwin: null,
    })
    expect(await desk.events(before)).toEqual(['template.changed'])
    const [newest] = await history()
    expect(newest).toMatchObject({ restoredId: first.id, by: { name: 'Ben' }, before: latest.after })
    expect((await ben.post(`${path}/restoration`, { changeId: latest.id })).body.staleTwin).toBe('en')
  }))

test('what somebody else’s change left there is not restored where it cannot be: a shortcut taken meanwhile', () =>
  withDesk(async (desk) => {
    const { ana, path, history } = await changedTwice(desk)
    await ana.patch(path, { shortcut: 'late' })
    const [{ id: changeId }] = await history()
    await ana.patch(path, { shortcut: null })
    await ana.post('/api/templates', { brandId: desk.brandId, name: 'Other', shortcut: 'late', textEn: 'x' })
    const before = await desk.lastEvent()
    expect((await ana.post(`${path}/restoration`, { changeId })).body.code).toBe('shortcut_taken')
    expect(await desk.events(before)).toEqual([])
  }))

test('history and restoring stand behind the brand’s wall, and who only reads restores nothing', () =>
  withDesk(async (desk) => {
    const { ana, path, history } = await changedTwice(desk)
    const { id: changeId } = (await history()).at(-1)
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const reader = desk.as(await desk.hire('Rin', 'read_only', [desk.brandId]))
    const before = await desk.lastEvent()
    expect((await outsider.get(`${path}/history`)).status).toBe(404)
    expect((await outsider.post(`${path}/restoration`, { changeId })).status).toBe(404)
    expect((await ana.post(`${path}/restoration`, { changeId: 999_999 })).status).toBe(404)
    expect((await reader.get(`${path}/history`)).status).toBe(200)
    expect((await reader.post(`${path}/restoration`, { changeId })).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
  }))
