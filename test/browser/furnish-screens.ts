import { inBrands } from '#platform/database.ts'
import type { TestDesk } from '#test/desk.ts'
import { keepLevel, reckonAll } from '#test/clocks.ts'
import { keepHours } from '#test/hours.ts'
import { ownToken } from '#knowledge/help-centre/mine/link.ts'
import { furnishKnowledge } from './furnish-knowledge.ts'
import { furnishAnswers } from './furnish-answers.ts'
import { furnishAuthority } from './authority-screens.ts'
import { furnishEscalation } from './escalation-screens.ts'
import { furnishFlows } from './flows-screens.ts'
import { furnishPromises } from './promises-screens.ts'
import { furnishReplyApprovals } from './reply-approval-screens.ts'
import { furnishReadings } from './readings-screens.ts'
import { furnishTasks } from './tasks-screens.ts'
import type { Known } from './screen.ts'

/** Something on every screen: a conversation with its customer, and one of everything that settings list. */
export async function furnishScreens(desk: TestDesk): Promise<Known> {
  const { brandId } = desk
  const ana = desk.as(desk.ana)
  const conversation = await desk.receive('m.carter@example.com', 'The donabe arrived with a crack.', {
    subject: 'The lid has a crack',
  })
  await ana.put(`/api/conversations/${conversation}/tags`, { tags: ['damage'] })
  const { body } = await ana.get(`/api/conversations/${conversation}`)
  await ana.post('/api/teams', { name: 'Returns', memberIds: [desk.ana.staffId] })
  await ana.post('/api/templates', {
    brandId,
    name: 'Thanks',
    shortcut: 'thanks',
    textEn: 'Thank you.',
    textJa: '',
  })
  const { body: products } = await ana.post('/api/contact-reasons', {
    brandId,
    slug: 'products',
    nameEn: 'Products',
    nameJa: '商品',
  })
  const under = { parentId: products.id, fields: await furnishFields(desk, conversation) }
  await ana.post('/api/contact-reasons', {
    brandId,
    slug: 'damage',
    nameEn: 'Damage',
    nameJa: '破損',
    ...under,
  })
  await ana.post('/api/mailboxes', { brandId, address: 'support@hinoki.test', receivesBy: 'smtp' })
  await ana.post('/api/api-keys', { name: 'Warehouse', scopes: ['read'] })
  const hook = await ana.post('/api/webhooks', { brandId, url: 'http://127.0.0.1:9/engawa', eventTypes: [] })
  const { body: invited } = await ana.post('/api/staff', {
    email: 'kim@hinoki.test',
    name: 'Kim',
    role: 'agent',
    brandIds: [brandId],
  })
  await keepHours(desk, [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }], { holidays: 'JP' })
  await keepLevel(desk, { counts: 'business', warnMinutes: 30 })
  await reckonAll(desk)
  const knowledge = await furnishKnowledge(desk)
  await furnishAnswers(desk, conversation)
  await furnishPromises(desk, conversation)
  await furnishReplyApprovals(desk)
  await furnishAuthority(desk, conversation)
  await furnishTasks(desk, conversation)
  await furnishReadings(desk)
  await inBrands(desk.db, [brandId], async (tx) => {
    await tx
      .insertInto('webhook_deliveries')
      .values({ brand_id: brandId, webhook_id: hook.body.id, event_id: await desk.lastEvent() })
      .execute()
    await tx
      .insertInto('quarantined_mails')
      .values({
        brand_id: brandId,
        error: 'The mail ends in the middle of a part.',
        raw_file: 'none',
        size: 4_096,
      })
      .execute()
  })
  return {
    ...(await furnishFlows(desk)),
    conversation,
    customer: body.customer.id,
    invitation: String(invited.link).split('/').at(-1) ?? '',
    reset: 'a-token',
    words: 'crack',
    brand: 'hinoki',
    password: 'a long enough password',
    ...knowledge,
    ...(await furnishEscalation(desk)),
    own: ownToken(desk.vault, brandId, await identityOf(desk, body.customer.id)),
    locale: 'en',
  }
}

const identityOf = (desk: TestDesk, customerId: number) =>
  inBrands(desk.db, [desk.brandId], async (tx) => {
    const found = tx.selectFrom('identities').select('id').where('customer_id', '=', customerId)
    return (await found.executeTakeFirstOrThrow()).id
  })

/** Fields of conversations and of customers, one of each filled in. */
async function furnishFields(
  desk: TestDesk,
  conversation: number,
): Promise<{ fieldId: number; isRequired: boolean }[]> {
  const ana = desk.as(desk.ana)
  const field = async (more: Record<string, unknown>) =>
    (await ana.post('/api/custom-fields', { brandId: desk.brandId, about: 'conversation', ...more })).body.id
  const serial = await field({ key: 'serial', nameEn: 'Serial number', nameJa: '製造番号', kind: 'text' })
  const choices = [
    { key: 'refund', en: 'Refund', ja: '返金' },
    { key: 'repair', en: 'Repair', ja: '修理' },
  ]
  const wish = { key: 'outcome', nameEn: 'Outcome', nameJa: '対応内容', kind: 'choice', choices }
  const outcome = await field(wish)
  await field({ key: 'wishes', nameEn: 'Wishes', nameJa: 'ご希望', kind: 'choices', choices })
  await field({ about: 'customer', key: 'member', nameEn: 'Member', nameJa: '会員', kind: 'yes_no' })
  await ana.patch(`/api/conversations/${conversation}/fields`, { fields: { serial: 'K-77' } })
  return [
    { fieldId: serial, isRequired: false },
    { fieldId: outcome, isRequired: true },
  ]
}
