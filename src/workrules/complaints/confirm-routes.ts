import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { type HelpBrand, helpBrands } from '#knowledge/help-centre/brand.ts'
import { policyOf } from '#knowledge/help-centre/frame.ts'
import { isTooMany } from '#knowledge/help-centre/too-many.ts'
import { field, sendPage } from '#knowledge/help-centre/visit.ts'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { isLocale, type Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { lockedConversation } from '../approvals/stored.ts'
import { type Answer, keepAnswer } from './answer.ts'
import { type ConfirmPage, confirmPage } from './confirm-page.ts'
import { type ComplaintFacts, complaintFacts } from './contract.ts'
import { restatementIn } from './link.ts'

type Asked = { Params: { brand: string; locale: string; token: string } }
type Visit = { brand: HelpBrand; locale: Locale; token: string }

type Found = {
  id: number
  revision: number
  facts: ComplaintFacts
  complaintId: number
  conversationId: number
  answer: 'right' | 'different' | null
  isOver: boolean
  isNewest: boolean
}

const limit = { most: 30, seconds: 600 }

/** The page on which a customer says whether they were understood; whole without JavaScript. */
export function confirmRoutes(app: FastifyInstance, desk: Desk): void {
  const brands = helpBrands(desk.db)
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    for (const method of ['GET', 'POST'] as const)
      scope.route<Asked>({
        method,
        url: '/complaint/:brand/:locale/:token',
        handler: async (request, reply) => {
          const { locale, token } = request.params
          const brand = isLocale(locale) ? await brands.bySlug(request.params.brand) : undefined
          if (!brand || !isLocale(locale))
            return reply.code(404).type('text/plain; charset=utf-8').send('404')
          reply.header('content-security-policy', policyOf(brand))
          const visit = { brand, locale, token }
          return method === 'GET' ? show(desk, visit, reply) : answer(desk, visit, request, reply)
        },
      })
  })
}

async function show(desk: Desk, visit: Visit, reply: FastifyReply) {
  const found = await inBrands(desk.db, [visit.brand.id], (tx) => find(tx, desk, visit), { isReading: true })
  return send(desk, visit, reply, pageOf(found))
}

function pageOf(found: Found | undefined): ConfirmPage {
  if (!found) return { state: 'unknown' }
  if (found.answer !== null) return { state: found.answer === 'right' ? 'was_right' : 'was_different' }
  if (!found.isNewest) return { state: 'replaced' }
  return found.isOver ? { state: 'over' } : { state: 'asks', facts: found.facts }
}

async function answer(desk: Desk, visit: Visit, request: FastifyRequest, reply: FastifyReply) {
  const brandId = visit.brand.id
  const say = { locale: visit.locale }
  const said = field(request.body, 'answer', 20)
  const text = field(request.body, 'text', 4_000)
  if (await isTooMany(desk.db, `complaint:${brandId}:${request.ip}`, limit))
    return send(desk, visit, reply.code(429), { state: 'trouble', trouble: m.help_mine_too_many({}, say) })
  const page = await inBrands(desk.db, [brandId], async (tx): Promise<ConfirmPage> => {
    const known = await find(tx, desk, visit)
    if (!known) return { state: 'unknown' }
    // Judged under the lock: of two answers at one moment the second finds the first.
    const conversation = await lockedConversation(tx, known.conversationId)
    const found = await find(tx, desk, visit)
    const before = pageOf(found)
    if (!found || before.state !== 'asks') return before
    if (said !== 'right' && said !== 'different') return before
    if (said === 'different' && text === '')
      return { ...before, trouble: m.complaints_page_say_what({}, say), text, isDifferent: true }
    await keep(tx, conversation, found, { answer: said, text: said === 'right' ? '' : text })
    return { state: said === 'right' ? 'now_right' : 'now_different' }
  })
  const isTrouble = page.state === 'asks' && page.trouble !== undefined
  return send(desk, visit, isTrouble ? reply.code(422) : reply, page)
}

/** Where the messages were merged into another conversation, the answer is told there. */
async function keep(tx: Tx, conversation: Conversation, found: Found, said: Answer): Promise<void> {
  const { brand_id, id: conversation_id, customer_id } = conversation
  const complaint = { brand_id, id: found.complaintId, conversation_id }
  const actor = { kind: 'customer' as const, id: customer_id }
  await keepAnswer(tx, complaint, found, said, { by: 'link', staffId: null, actor })
}

async function find(tx: Tx, desk: Desk, { brand, token }: Visit): Promise<Found | undefined> {
  const id = restatementIn(desk.vault, brand.id, token)
  if (id === undefined) return undefined
  const row = await tx
    .selectFrom('complaint_restatements as r')
    .innerJoin('complaints as k', (join) =>
      join.onRef('k.brand_id', '=', 'r.brand_id').onRef('k.id', '=', 'r.complaint_id'),
    )
    .select([
      'r.id',
      'r.revision',
      'r.facts',
      'r.answer',
      'r.ends_at',
      'k.id as complaint_id',
      'k.conversation_id',
      sql<boolean>`not exists (select from complaint_restatements newer where newer.brand_id = r.brand_id
        and newer.complaint_id = r.complaint_id and newer.id > r.id)`.as('isNewest'),
    ])
    .where('r.brand_id', '=', brand.id)
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    revision: row.revision,
    facts: complaintFacts.parse(row.facts),
    complaintId: row.complaint_id,
    conversationId: row.conversation_id,
    answer: row.answer === 'right' || row.answer === 'different' ? row.answer : null,
    isOver: row.ends_at <= now(),
    isNewest: row.isNewest,
  }
}

async function send(desk: Desk, visit: Visit, reply: FastifyReply, page: ConfirmPage): Promise<FastifyReply> {
  const { brand, locale } = visit
  if (page.state === 'unknown') reply.code(404)
  if (page.state === 'over' || page.state === 'replaced') reply.code(410)
  const place = { brand, locale, publicUrl: desk.publicUrl }
  return sendPage(reply, await confirmPage(place, visit.token, page))
}
