import type { FastifyInstance, FastifyReply } from 'fastify'
import { html, raw } from 'hono/html'
import { gzipSync } from 'node:zlib'
import { saidCalendarOf } from '#people/calendars/calendar-of.ts'
import { openingAt } from '#platform/calendar/opening.ts'
import { now } from '#platform/clock.ts'
import { inBrands } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { mostUsual, reasonsOf } from '#channels/reasons.ts'
import type { Desk } from '../../desk.ts'
import { type ChatBrand, chatBrand } from './brand.ts'
import { framed } from '#channels/framed.ts'
import { builtEntry, builtFile } from '#channels/built-files.ts'
import { maxFileBytes } from '#channels/keep-upload.ts'
import type { Greet, PanelConfig } from './panel-config.ts'
import { chooseLanguage, texts, textsWithBot } from './panel-texts.ts'

/** The one line a shop embeds, the panel it opens, and their built files. */
export function chatPageRoutes(app: FastifyInstance, desk: Desk, greet: Greet): void {
  app.get('/widget.js', async (_request, reply) => {
    const { script } = builtEntry('loader')
    const content = await builtFile(script.split('/').at(-1) ?? '')
    return (
      elsewhere(reply)
        .type('text/javascript; charset=utf-8')
        // Its name never changes, so it may be kept only for a while.
        .header('cache-control', 'public, max-age=3600, stale-while-revalidate=86400')
        .send(content)
    )
  })

  app.get<{ Params: { file: string } }>('/widget-files/:file', async (request, reply) => {
    const content = await builtFile(request.params.file)
    if (!content) throw notFound('file')
    const wantsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    const type = request.params.file.endsWith('.css') ? 'text/css' : 'text/javascript'
    elsewhere(reply)
      .type(`${type}; charset=utf-8`)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
    return wantsGzip ? reply.header('content-encoding', 'gzip').send(gzipSync(content)) : reply.send(content)
  })

  app.get<{ Params: { brand: string }; Querystring: { lang?: string } }>(
    '/widget/:brand/panel',
    async (request, reply) => {
      const brand = await chatBrand(desk.db, request.params.brand)
      const { lang } = request.query
      const asked = [lang, request.headers['accept-language']]
      const style = logoStyle(brand)
      const page = await panelPage(
        await configOf(desk, brand, chooseLanguage(asked, brand.locale), greet),
        style,
      )
      return framed(reply, brand.settings.allowedOrigins, desk.publicUrl, style)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page)
    },
  )
}

async function configOf(
  desk: Desk,
  brand: ChatBrand,
  language: 'en' | 'ja',
  greet: Greet,
): Promise<PanelConfig> {
  const { settings } = brand
  const { reasons, calendar } = await inBrands(desk.db, [brand.id], async (tx) => ({
    reasons: await reasonsOf(tx, brand.id),
    calendar: await saidCalendarOf(tx, { brandId: brand.id, channel: 'chat' }),
  }))
  const opening = calendar && openingAt(calendar, now())
  const bot = (await greet(brand.id, language)) ?? null
  return {
    slug: brand.slug,
    name: brand.name,
    colour: brand.colour,
    language,
    texts: (bot ? textsWithBot : texts)[language],
    greeting: settings.greeting,
    opening: opening ? { isOpen: opening.isOpen, changesAt: opening.changesAt?.toISOString() ?? null } : null,
    ask: settings.ask,
    takesFiles: settings.takesFiles,
    hasSound: settings.hasSound,
    maxFileBytes,
    later: builtEntry('later').script,
    bot,
    topics: mostUsual(reasons, 4).map(({ id, name_en, name_ja }) => ({ id, en: name_en, ja: name_ja })),
  }
}

/** The brand's logo in the place of its first letter: said here, so that the panel is no larger for those who have none. */
const logoStyle = ({ logo }: ChatBrand) =>
  logo === null
    ? ''
    : `header .mark{background:#fff url("${logo}") center/contain no-repeat;background-clip:padding-box;color:#0000}`

async function panelPage(config: PanelConfig, style: string): Promise<string> {
  const { script, styles } = builtEntry('panel')
  // A JSON block does not run, and "<" is written so that nothing in it can end the block.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  return String(
    await html`<!doctype html>
<html lang="${config.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,interactive-widget=resizes-content">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${config.name}</title>
${styles.map((one) => html`<link rel="stylesheet" href="${one}">`)}${style && raw(`<style>${style}</style>`)}
<script type="application/json" id="config">${raw(json)}</script>
<script type="module" src="${script}"></script></head><body></body></html>`,
  )
}

/** Served to any shop's page. */
function elsewhere(reply: FastifyReply): FastifyReply {
  return reply
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*')
}
