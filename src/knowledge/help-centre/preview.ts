import type { FastifyInstance } from 'fastify'
import { html } from 'hono/html'
import { now } from '#platform/clock.ts'
import { notFound } from '#platform/refusal.ts'
import { serveFile } from '#platform/serve-file.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { articlePage } from './article-page.ts'
import { textOf } from '../blocks.ts'
import { articleFor, textFor } from '../door.ts'
import type { Library } from '../library.ts'
import { withLinks } from '../links.ts'
import * as contract from '../texts-contract.ts'
import { addresses } from './addresses.ts'
import type { HelpBrands } from './brand.ts'
import { policyOf } from './frame.ts'
import { page } from './rendered.ts'
import { siteOf } from './site.ts'

/** The draft on the page readers would get, for staff alone; links lead where they would lead today. */
export function previewRoute(
  app: FastifyInstance,
  { publicUrl, brands, library }: { publicUrl: Desk['publicUrl']; brands: HelpBrands; library: Library },
): void {
  serveFile(app, contract.previewText, async ({ tx, params }) => {
    const article = await articleFor(tx, params.id, 'read')
    const text = await textFor(tx, article, params.locale)
    const { slug } = await tx
      .selectFrom('brands')
      .select('slug')
      .where('id', '=', article.brand_id)
      .executeTakeFirstOrThrow()
    const brand = await brands.bySlug(slug)
    if (!brand) throw notFound('brand')
    const place = { brand, locale: params.locale, publicUrl }
    const site = siteOf(await library.of(brand.id), params.locale)
    const at = addresses(brand, params.locale)
    const linked = withLinks(text.html, (id) => (site.find(id) ? at.article(id) : undefined))
    const notice = await html`<p class="only">${m.knowledge_preview_draft({}, { locale: params.locale })}</p>`
    const draft = {
      articleId: article.id,
      versionId: 0,
      locale: params.locale,
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
    const made = await articlePage(place, site, draft, { now: now(), isVoted: false, html: notice + linked })
    return { from: { text: withoutScripts(made) }, type: page, as: undefined, policy: policyOf(brand) }
  })
}

/** Shown in a frame where nothing runs; a script would only be refused there. */
const withoutScripts = (made: string) => made.replaceAll(/<script[^>]*>.*?<\/script>/gs, '')
