import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { attempt } from '#channels/rate-limit.ts'
import { builtEntry, builtFile } from '#channels/built-files.ts'
import { framed } from '#channels/framed.ts'
import { type Reason, reasonsOf } from '#channels/reasons.ts'
import { newToken, sameSecret } from '#platform/crypto.ts'
import { inBrands } from '#platform/database.ts'
import { isLocale, type Locale, localeFromHeader } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { type FormBrand, formBrand } from './brand.ts'
import { formPage, thanksPage } from './page.ts'
import { challengeFor, isProved } from './proof-of-work.ts'
import { readSubmission } from './read-submission.ts'
import { emptyForm, type Problems, problemsOf, type Typed } from './submission.ts'
import { submit } from './submit.ts'

type Asked = {
  Params: { brand: string }
  Querystring: { lang?: string; embed?: string; n?: string; sign?: string; message?: string }
}

// Work done buys more; without it (no JavaScript) a household still has enough.
const limits = {
  proved: { most: 20, seconds: 600 },
  plain: { most: 5, seconds: 600 },
  tried: { most: 60, seconds: 600 },
}

/** The contact form of each brand, as a page and inside a shop's page. */
export async function contactFormRoutes(app: FastifyInstance, desk: Desk): Promise<void> {
  app.get('/form.js', async (_request, reply) => {
    const { script } = builtEntry('embed')
    return reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'public, max-age=3600')
      .type('text/javascript; charset=utf-8')
      .send(await builtFile(script.split('/').at(-1) ?? ''))
  })
  await app.register(async (scope) => {
    if (!scope.hasContentTypeParser('multipart/form-data')) await scope.register(multipart)
    scope.get<Asked>('/form/:brand', (request, reply) => showForm(desk, request, reply))
    scope.get<Asked>('/form/:brand/thanks', (request, reply) => showThanks(desk, request, reply))
    scope.post<Asked>('/form/:brand', { bodyLimit: 64 * 1024 ** 2 }, (request, reply) =>
      takeForm(desk, request, reply),
    )
  })
}

async function showForm(desk: Desk, request: FastifyRequest<Asked>, reply: FastifyReply) {
  const brand = await formBrand(desk.db, request.params.brand)
  // What was looked for in the help centre stands here already; given twice it is no text.
  const { message } = request.query
  const typed = {
    ...emptyForm(newToken()),
    message: typeof message === 'string' ? message.slice(0, 2_000) : '',
  }
  return sendForm(desk, request, reply, brand, { typed, problems: {} })
}

async function takeForm(desk: Desk, request: FastifyRequest<Asked>, reply: FastifyReply) {
  const brand = await formBrand(desk.db, request.params.brand)
  const locale = localeOf(request, brand)
  // Before anything is read: a file is kept as it comes, also that of a form with mistakes.
  if (await isTooMany(desk, `form-tried:${request.ip}`, limits.tried))
    return refuseMore(desk, request, reply, brand, emptyForm(newToken()), locale)
  const typed = await readSubmission(request, desk, locale)
  // Whoever fills the field that people do not see is thanked and forgotten.
  if (typed.website !== '') return reply.redirect(thanksAddress(desk, request, brand, locale), 303)
  const reasons = await reasonsFor(desk, brand)
  const problems = problemsOf(
    typed,
    reasons.map((one) => one.id),
    locale,
  )
  if (Object.keys(problems).length > 0)
    return sendForm(desk, request, reply.code(422), brand, { typed, problems })
  const proved = await isProved(desk.vault, typed.proof, typed.once)
  const limit = proved ? limits.proved : limits.plain
  if (await isTooMany(desk, `form:${brand.id}:${proved}:${request.ip}`, limit))
    return refuseMore(desk, request, reply, brand, typed, locale)
  const reason = reasons.find((one) => String(one.id) === typed.reason)
  const subject = (locale === 'ja' ? reason?.name_ja : reason?.name_en) ?? ''
  const { conversationId } = await submit(desk.db, brand, typed, subject, locale)
  return reply.redirect(thanksAddress(desk, request, brand, locale, conversationId), 303)
}

async function isTooMany(
  desk: Desk,
  key: string,
  limit: { most: number; seconds: number },
): Promise<boolean> {
  try {
    await attempt(desk.db, key, limit)
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

function refuseMore(
  desk: Desk,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  brand: FormBrand,
  typed: Typed,
  locale: Locale,
) {
  const trouble = m.form_too_many({ minutes: '10' }, { locale })
  return sendForm(desk, request, reply.code(429), brand, { typed, problems: {}, trouble })
}

async function showThanks(desk: Desk, request: FastifyRequest<Asked>, reply: FastifyReply) {
  const brand = await formBrand(desk.db, request.params.brand)
  const { n = '', sign = '' } = request.query
  const isTrue = sameSecret(signed(desk, brand, n), sign)
  const shown = { brand, locale: localeOf(request, brand), isEmbedded: request.query.embed === '1' }
  return page(reply, desk, brand).send(await thanksPage(shown, isTrue && n !== '' ? Number(n) : undefined))
}

async function sendForm(
  desk: Desk,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  brand: FormBrand,
  state: { typed: Typed; problems: Problems; trouble?: string },
) {
  const shown = {
    ...state,
    brand,
    reasons: await reasonsFor(desk, brand),
    challenge: await challengeFor(desk.vault, state.typed.once),
    locale: localeOf(request, brand),
    isEmbedded: request.query.embed === '1',
  }
  return page(reply, desk, brand).send(await formPage(shown))
}

const page = (reply: FastifyReply, desk: Desk, brand: FormBrand) =>
  framed(reply, brand.allowedOrigins, desk.publicUrl)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')

const reasonsFor = (desk: Desk, brand: FormBrand): Promise<Reason[]> =>
  inBrands(desk.db, [brand.id], (tx) => reasonsOf(tx, brand.id))

function localeOf(request: FastifyRequest<Asked>, brand: FormBrand): Locale {
  const { lang } = request.query
  return isLocale(lang) ? lang : localeFromHeader(request.headers['accept-language'], brand.locale)
}

/** The number stands in the address, signed, so that the page cannot be made to say another. */
function thanksAddress(
  desk: Desk,
  request: FastifyRequest<Asked>,
  brand: FormBrand,
  locale: Locale,
  number?: number,
): string {
  const embed = request.query.embed === '1' ? '&embed=1' : ''
  const proof = number === undefined ? '' : `&n=${number}&sign=${signed(desk, brand, String(number))}`
  return `/form/${brand.slug}/thanks?lang=${locale}${embed}${proof}`
}

const signed = (desk: Desk, brand: FormBrand, number: string) =>
  desk.vault.sign(`form thanks ${brand.id} ${number}`)
