import { z } from 'zod'
import { messagesBefore } from '#channels/web-chat/history.ts'
import { fileLinks } from '#channels/web-chat/link-file.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { m } from '#texts'
import type { Desk } from '../../../desk.ts'
import { addresses } from '../addresses.ts'
import { isTooMany } from '../too-many.ts'
import { field, type Mount, sendPage, type Visit } from '../visit.ts'
import { type Owner, ownerOf } from './link.ts'
import type { OwnPageJob } from './mail-link.ts'
import { type OwnConversation, ownConversations } from './own-conversations.ts'
import { askPage, conversationPage, listPage } from './pages.ts'
import { rateOwn, writeInto } from './write.ts'

const limits = {
  network: { most: 10, seconds: 3_600 },
  address: { most: 3, seconds: 3_600 },
  writing: { most: 30, seconds: 600 },
}

/** A customer's own page: reached by a link in their mail, and showing what is theirs alone. */
export function mineRoutes(mount: Mount, desk: Desk): void {
  mount('/mine', async ({ reply, place }) => sendPage(reply, await askPage(place, {})))
  mount('/mine', (visit) => askForLink(visit, desk), 'POST')
  mount('/mine/:id', (visit) =>
    asOwner(visit, desk, async (tx, owner, token) =>
      listPage(visit.place, token, await ownConversations(tx, owner)),
    ),
  )
  mount('/mine/:id/:conversation', (visit) =>
    asOwner(visit, desk, (tx, owner, token) =>
      withOwn(tx, visit, owner, async (conversation) => {
        const key = { brandId: owner.brandId, id: conversation.id }
        const link = fileLinks(desk.vault, visit.place.brand.slug)
        const { messages } = await messagesBefore(tx, key, Number.MAX_SAFE_INTEGER, link)
        const hasWritten = visit.request.query.said !== undefined
        return conversationPage(visit.place, token, conversation, messages, hasWritten)
      }),
    ),
  )
  mount('/mine/:id/:conversation', (visit) => write(visit, desk), 'POST')
}

async function askForLink({ request, reply, place }: Visit, desk: Desk) {
  const say = { locale: place.locale }
  const email = z.email().safeParse(field(request.body, 'email', 254).toLowerCase())
  if (!email.success)
    return sendPage(reply.code(422), await askPage(place, { trouble: m.help_mine_wrong({}, say) }))
  const brandId = place.brand.id
  const isMany =
    (await isTooMany(desk.db, `own:${brandId}:${request.ip}`, limits.network)) ||
    (await isTooMany(desk.db, `own-mail:${brandId}:${email.data}`, limits.address))
  if (isMany)
    return sendPage(reply.code(429), await askPage(place, { trouble: m.help_mine_too_many({}, say) }))
  const job: OwnPageJob = { brandId, email: email.data, locale: place.locale }
  await inBrands(desk.db, [brandId], (tx) => addJob(tx, 'mail-own-page', job, { maxAttempts: 5 }))
  return sendPage(reply, await askPage(place, { isSent: true }))
}

async function write(visit: Visit, desk: Desk) {
  const { request, reply, place } = visit
  const text = field(request.body, 'text', 20_000)
  const score = Number(field(request.body, 'score', 1))
  const once = field(request.body, 'once', 100)
  if (await isTooMany(desk.db, `own-write:${place.brand.id}:${request.ip}`, limits.writing))
    return sendPage(
      reply.code(429),
      await askPage(place, { trouble: m.help_mine_too_many({}, { locale: place.locale }) }),
    )
  return asOwner(visit, desk, (tx, owner, token) =>
    withOwn(tx, visit, owner, async (conversation) => {
      if (text !== '' && /^[\w-]{20,100}$/.test(once))
        await writeInto(tx, owner, conversation, { text, once, locale: place.locale })
      else if (score >= 1 && score <= 5)
        await rateOwn(tx, owner, conversation.id, { score, comment: field(request.body, 'comment', 2_000) })
      const here = addresses(place.brand, place.locale).mine(token, conversation.id)
      return { to: text === '' ? here : `${here}?said#said` }
    }),
  )
}

type Answer = string | { to: string } | undefined

/** Whoever holds a link that is in force; to anybody else the page says how to get one. */
async function asOwner(
  { request, reply, place }: Visit,
  desk: Desk,
  show: (tx: Tx, owner: Owner, token: string) => Promise<Answer>,
) {
  const brandId = place.brand.id
  const token = request.params.id ?? ''
  const answer = await inBrands(desk.db, [brandId], async (tx) => {
    const owner = await ownerOf(tx, desk.vault, brandId, token)
    return owner ? { page: await show(tx, owner, token) } : undefined
  })
  if (!answer?.page) {
    const trouble = m.help_mine_over({}, { locale: place.locale })
    return sendPage(reply.code(404), await askPage(place, { trouble }))
  }
  if (typeof answer.page === 'string') return sendPage(reply, answer.page)
  return reply.redirect(answer.page.to, 303)
}

/** One of the owner's conversations, or nothing at all. */
async function withOwn(
  tx: Tx,
  { request }: Visit,
  owner: Owner,
  show: (conversation: OwnConversation) => Promise<Answer>,
): Promise<Answer> {
  const { conversation: id = '' } = request.params
  if (!/^\d{1,15}$/.test(id)) return undefined
  const [found] = await ownConversations(tx, owner, Number(id))
  return found ? show(found) : undefined
}
