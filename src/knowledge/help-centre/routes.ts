import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { now } from '#platform/clock.ts'
import { isLocale, type Locale, localeFromHeader } from '#platform/locale.ts'
import type { Desk } from '../../desk.ts'
import type { Library } from '../library.ts'
import { withLinks } from '../links.ts'
import { addresses } from './addresses.ts'
import { articlePage } from './article-page.ts'
import { type HelpBrand, type HelpBrands, helpBrands } from './brand.ts'
import { feedOf, sitemapOf } from './feeds.ts'
import { isIndexed } from './find.ts'
import { policyOf } from './frame.ts'
import { homePage, topicPage } from './home.ts'
import { previewRoute } from './preview.ts'
import { rendered, sendRendered } from './rendered.ts'
import { siteOf } from './site.ts'
import { openSearches, type Searches } from './searches.ts'
import { searchRoutes } from './search-routes.ts'
import { mineRoutes } from './mine/routes.ts'
import { orderRoutes } from './order-routes.ts'
import { pdfRoute } from './pdf-route.ts'
import { voteRoute } from './vote-route.ts'
import { noteOpened } from './note-opened.ts'
import { type Asked, idOf, type Mount, notThere, type Show, type Visit } from './visit.ts'

/** The help centre of each brand, whole without JavaScript. */
export async function helpCentreRoutes(app: FastifyInstance, desk: Desk, library: Library): Promise<void> {
  const brands = helpBrands(desk.db)
  const searches = openSearches(desk.db, desk.log)
  app.addHook('onClose', () => searches.stop())
  ownDomains(app, brands)
  previewRoute(app, { desk, brands, library })
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    const mount: Mount = (path, show, method = 'GET') =>
      scope.route<Asked>({
        method,
        url: `/help/:brand/:locale${path}`,
        handler: async (request, reply) => {
          const visit = await visitOf(request, reply, { desk, brands, library })
          return visit ? show(visit) : nowhere(reply, request)
        },
      })
    scope.get<Asked>('/help/:brand', async (request, reply) => {
      const brand = await brands.bySlug(request.params.brand)
      if (!brand) return nowhere(reply, request)
      const locale = localeFromHeader(request.headers['accept-language'], brand.locale)
      return reply.header('vary', 'accept-language').redirect(addresses(brand, locale).home, 302)
    })
    scope.get<Asked>('/help/:brand/sitemap.xml', async (request, reply) => {
      const brand = await brands.bySlug(request.params.brand)
      if (!brand) return nowhere(reply, request)
      const held = await library.of(brand.id)
      const sites = { ja: siteOf(held, 'ja'), en: siteOf(held, 'en') }
      const make = () => sitemapOf(brand, desk.publicUrl, sites)
      return sendRendered(request, reply, await rendered(held, `${brand.version} sitemap`, make, xml))
    })
    readingRoutes(mount)
    searchRoutes(mount, searches)
    orderRoutes(mount, desk)
    voteRoute(mount, desk)
    mineRoutes(mount, desk)
    const article: Show = (visit) => showArticle(visit, searches)
    mount('/articles/:id', article)
    pdfRoute(mount, desk)
    mount('/*', notThere)
  })
}

const xml = 'application/xml; charset=utf-8'

function readingRoutes(mount: Mount): void {
  mount('', (visit) => cached(visit, 'home', () => homePage(visit.place, visit.site, now())))
  mount('/feed.xml', (visit) =>
    cached(visit, 'feed', () => feedOf(visit.place, visit.site), 'application/rss+xml; charset=utf-8'),
  )
  mount('/topics/:id', (visit) => {
    const topic = visit.site.topic(idOf(visit))
    if (!topic) return notThere(visit)
    return cached(visit, `topic ${topic.id}`, () => topicPage(visit.place, topic, now()))
  })
}

async function showArticle(visit: Visit, searches: Searches): Promise<FastifyReply> {
  const { request, place, site } = visit
  const article = site.find(idOf(visit))
  if (!article) return notThere(visit)
  const at = addresses(place.brand, place.locale)
  const isVoted = request.query.voted !== undefined
  noteOpened(visit, searches, article).catch((error) =>
    request.log.warn({ err: error }, 'A search that led to an article was not counted'),
  )
  const key = `article ${article.articleId}${isVoted ? ' voted' : ''}${isIndexed(site) ? '' : ' early'}`
  return cached(visit, key, () => {
    const html = withLinks(article.html, (id) => (site.find(id) ? at.article(id) : undefined))
    return articlePage(place, site, article, { now: now(), isVoted, html })
  })
}

/** A page that is the same for everybody. */
async function cached(visit: Visit, key: string, make: () => Promise<string> | string, type?: string) {
  const { place, library, request, reply } = visit
  const whole = `${place.brand.version} ${place.locale} ${key}`
  return sendRendered(request, reply, await rendered(library, whole, make, type))
}

async function visitOf(
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  { desk, brands, library }: { desk: Desk; brands: HelpBrands; library: Library },
): Promise<Visit | undefined> {
  const { locale, brand: slug } = request.params
  const brand = isLocale(locale) ? await brands.bySlug(slug) : undefined
  if (!brand) return undefined
  const held = await library.of(brand.id)
  reply.header('content-security-policy', policyFor(brand))
  const place = { brand, locale: locale as Locale, publicUrl: desk.publicUrl }
  return { request, reply, place, library: held, site: siteOf(held, place.locale) }
}

const policies = new WeakMap<HelpBrand, string>()

function policyFor(brand: HelpBrand): string {
  const policy = policies.get(brand) ?? policyOf(brand)
  policies.set(brand, policy)
  return policy
}

function nowhere(reply: FastifyReply, _request: FastifyRequest): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('404')
}

/** Under a brand's own name there is that brand's help centre, and no other brand's. */
function ownDomains(app: FastifyInstance, brands: HelpBrands): void {
  app.addHook('onRequest', async (request, reply) => {
    const brand = brands.byDomain(request.hostname)
    if (!brand) return
    const path = request.url.split('?')[0] ?? ''
    if (path === '/') return reply.redirect(`/help/${brand.slug}`, 302)
    if (path === '/sitemap.xml') return reply.redirect(`/help/${brand.slug}/sitemap.xml`, 301)
    if (path.startsWith('/help/') && path.split('/')[2] !== brand.slug) return nowhere(reply, request)
  })
}
