import type { FastifyInstance } from 'fastify'
import { html } from 'hono/html'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { builtEntry } from '#channels/built-files.ts'
import { type ChatBrand, chatBrand } from './brand.ts'
import { chooseLanguage } from './panel-texts.ts'

/** An empty page with a brand's chat in its corner, for those who want to try it before it is in their shop. */
export function tryPageRoute(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { brand: string }; Querystring: { lang?: string } }>(
    '/widget/:brand/try',
    async (request, reply) => {
      const brand = await chatBrand(desk.db, request.params.brand)
      const asked = [request.query.lang, request.headers['accept-language']]
      const content = await page(brand, chooseLanguage(asked, brand.locale))
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(content)
    },
  )
}

async function page(brand: ChatBrand, locale: 'en' | 'ja'): Promise<string> {
  const { script: style } = builtEntry('shop')
  const other = locale === 'ja' ? 'en' : 'ja'
  return String(
    await html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${m.chat_try_title({ brand: brand.name }, { locale })}</title>
<link rel="stylesheet" href="${style}"><script async src="/widget.js" data-brand="${brand.slug}" data-language="${locale}"></script></head>
<body>
<header><span class="name">${brand.name}</span>
<a href="?lang=${other}" lang="${other}">${other === 'ja' ? '日本語' : 'English'}</a></header>
<main>
<h1>${m.chat_try_title({ brand: brand.name }, { locale })}</h1>
<p>${m.chat_try_how({}, { locale })}</p>
<p>${m.chat_try_note({}, { locale })}</p>
</main>
</body></html>`,
  )
}
