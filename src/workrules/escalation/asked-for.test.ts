import { expect, test } from 'vitest'
import { switchBotOn, visit } from '#test/bot.ts'
import { onlyConversation } from '#test/chat.ts'
import { withDesk } from '#test/desk.ts'
import { levelled } from '#test/escalation.ts'

const wish = '責任者を出してください。'

test('whoever asks the bot for somebody in charge is handed to people at once, and up as set, told one time alone', () =>
  withDesk(async (desk) => {
    const { cast } = await levelled(desk)
    await switchBotOn(desk)
    // The usual reasons of a brand come with its first form.
    await desk.as(undefined).get('/form/hinoki?lang=ja')
    const visitor = await visit(desk)
    expect((await visitor.say(wish)).text).toContain('責任者へおつなぎいたします')
    const { id } = await onlyConversation(desk)
    const page = (await desk.as(cast.sue).get(`/api/conversations/${id}`)).body
    expect(page).toMatchObject({ status: 'new', escalation: 'waiting' })
    const { items: reasons } = (await desk.as(desk.ana).get('/api/contact-reasons')).body
    expect(reasons.find((one: { id: number }) => one.id === page.reasonId)).toMatchObject({ slug: 'manager' })
    const { items } = (await desk.as(cast.sue).get('/api/escalations?mine=me')).body
    expect(items).toMatchObject([{ level: { nameEn: 'supervisor' }, raisedBy: null }])
    expect(items[0].toldBy).not.toBeNull()
    const { body } = await desk.as(cast.sue).get(`/api/escalations/${items[0].id}`)
    expect(body.card).toMatchObject({ quote: wish, tried: expect.any(Array) })
    const said = (await visitor.read()).map((one) => one.text).join('\n')
    expect(said).toContain('supervisorの担当')
    expect(said).not.toContain('順番に')
  }))

test('a brand that does not want it so, or has no levels, hands it to people as it does anything else', () =>
  withDesk(async (desk) => {
    const { cast, settings } = await levelled(desk)
    const { brandId: _, usualWords: __, ...wished } = settings
    const path = `/api/brands/${desk.brandId}/escalation`
    const saved = await desk.as(desk.ana).put(path, { ...wished, raisesWhenAsked: false })
    expect([saved.status, saved.body.raisesWhenAsked]).toEqual([200, false])
    await switchBotOn(desk)
    const visitor = await visit(desk)
    await visitor.say(wish)
    const { id } = await onlyConversation(desk)
    expect((await desk.as(cast.sue).get(`/api/conversations/${id}`)).body).toMatchObject({
      status: 'new',
      escalation: null,
    })
  }))

test('that reason is not offered to customers, unless the brand wants it so', () =>
  withDesk(async (desk) => {
    const form = async () => String((await desk.as(undefined).get('/form/hinoki?lang=ja')).body)
    expect(await form()).toContain('返品について')
    expect(await form()).not.toContain('責任者')
    const ana = desk.as(desk.ana)
    const { items } = (await ana.get('/api/contact-reasons')).body
    const manager = items.find((one: { slug: string }) => one.slug === 'manager')
    expect(manager.isOffered).toBe(false)
    await ana.patch(`/api/contact-reasons/${manager.id}`, { isOffered: true })
    expect(await form()).toContain('責任者')
  }))

test('the card tells what was given and what others were asked, with what they said', () =>
  withDesk(async (desk) => {
    const { cast } = await levelled(desk)
    const id = await desk.receive('carter@example.com', 'The lid came broken.')
    const ben = desk.as(cast.ben)
    const wishes = { kind: 'points', amount: '200', why: 'For the trouble' }
    const rules = [{ role: 'agent', kind: 'points', perCase: '500', perMonth: '5000' }]
    await desk.as(desk.ana).put('/api/authority', { brandId: desk.brandId, currency: 'JPY', limits: rules })
    expect((await ben.post(`/api/conversations/${id}/grants`, wishes)).status).toBe(200)
    const task = await ben.post(`/api/conversations/${id}/tasks`, {
      to: { staffId: cast.sue.staffId },
      title: 'Is a lid in stock?',
      text: 'For a pot of 24 cm.',
    })
    await desk.as(cast.sue).post(`/api/tasks/${task.body.id}/messages`, { text: 'Two are.', isAnswer: true })
    const { status, body } = await ben.get(`/api/conversations/${id}/hand-over-card`)
    expect([status, body]).toEqual([200, expect.anything()])
    expect(body.card.tried).toMatchObject([
      { kind: 'grant', who: 'Ben', text: expect.stringContaining('200') },
      { kind: 'task', who: 'Sue', text: 'Is a lid in stock?: Two are.' },
    ])
  }))
