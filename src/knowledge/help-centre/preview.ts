import type { FastifyInstance } from 'fastify'
import { html } from 'hono/html'
import type { z } from 'zod'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import { admit, parse } from '#platform/serve.ts'
import type { Desk } from '../../desk.ts'
import { textOf } from '../blocks.ts'
import { articleFor, textFor } from '../door.ts'
import type { Library } from '../library.ts'
import { withLinks } from '../links.ts'
import * as contract from '../texts-contract.ts'
import { addresses } from './addresses.ts'
import { articlePage } from './article-page.ts'
import type { HelpBrands } from './brand.ts'
import { policyOf } from './frame.ts'
import { page } from './rendered.ts'
import { type Shown, siteOf } from './site.ts'

type Place = z.output<(typeof contract.previewText)['params']>
type Around = { desk: Pick<Desk, 'publicUrl'>; brands: HelpBrands; library: Library }

/**
 * The draft on the page readers would get, for staff alone. The page is drawn after the transaction has ended: what is published may
 * have to be read for it, and nobody waits for a second connection while holding one.
 */
export function previewRoute(app: FastifyInstance, around: Around): void {
  const endpoint = contract.previewText
  app.served.endpoints.push(endpoint)
  app.get(endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (request, reply) => {
    const { caller, locale } = await app.identify(request)
    request.locale = locale
    admit(endpoint, caller)
    const place = parse(endpoint.params, request.params, 'path', locale) as Place
    const { slug, draft } = await inBrands(app.db, caller?.brands ?? [], (tx) => draftOf(tx, place))
    const { policy, made } = await drawn(around, { slug, draft })
    return reply
      .header('content-security-policy', policy)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .type(page)
      .send(made)
  })
}

type Draft = { slug: string; draft: Shown & { locale: Locale } }

/** The draft as if it were published now. */
async function draftOf(tx: Tx, place: Place): Promise<Draft> {
  const article = await articleFor(tx, place.id, 'read')
  const text = await textFor(tx, article, place.locale)
  const { slug } = await tx
    .selectFrom('brands')
    .select('slug')
    .where('id', '=', article.brand_id)
    .executeTakeFirstOrThrow()
  const draft = {
    articleId: article.id,
    versionId: 0,
    locale: place.locale,
    title: text.title,
    html: text.html,
    text: textOf(text.html),
    keywords: text.keywords,
    categoryId: article.category_id,
    position: article.position,
    countries: article.countries,
    audience: article.audience === 'staff' ? ('staff' as const) : ('public' as const),
    reasonIds: [],
    helped: article.helped,
    publishedAt: now(),
    isFallback: false,
  }
  return { slug, draft }
}

async function drawn({ desk, brands, library }: Around, { slug, draft }: Draft) {
  const { locale } = draft
  const brand = await brands.bySlug(slug)
  if (!brand) throw notFound('brand')
  const site = siteOf(await library.of(brand.id), locale)
  const at = addresses(brand, locale)
  const linked = withLinks(draft.html, (id) => (site.find(id) ? at.article(id) : undefined))
  const notice = await html`<p class="only">${m.knowledge_preview_draft({}, { locale })}</p>`
  const place = { brand, locale, publicUrl: desk.publicUrl }
  const whole = await articlePage(place, site, draft, { now: now(), isVoted: false, html: notice + linked })
  return { policy: policyOf(brand), made: withoutScripts(whole) }
}

/** Shown in a frame where nothing runs; a script would only be refused there. */
const withoutScripts = (made: string) => made.replaceAll(/<script[^>]*>.*?<\/script>/gs, '')
