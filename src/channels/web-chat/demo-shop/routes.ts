import type { FastifyInstance } from 'fastify'
import { html, raw } from 'hono/html'
import { localeFromHeader } from '#platform/locale.ts'
import { builtEntry } from '#channels/built-files.ts'
import { pictures } from './pictures.ts'
import { goods, words } from './words.ts'

/** A small shop with the chat in its corner, to try the desk from a customer's side; only where the sample brand is. */
export function demoShopRoutes(app: FastifyInstance, brand: string): void {
  app.get<{ Querystring: { lang?: string } }>('/demo-shop', async (request, reply) => {
    const { lang } = request.query
    const language =
      lang === 'ja' || lang === 'en' ? lang : localeFromHeader(request.headers['accept-language'])
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await page(language, brand))
  })
}

async function page(language: 'en' | 'ja', brand: string): Promise<string> {
  const w = words[language]
  const { script: style } = builtEntry('shop')
  const other = language === 'ja' ? 'en' : 'ja'
  return String(
    await html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${w.shop}</title><link rel="stylesheet" href="${style}">
<script async src="/widget.js" data-brand="${brand}"></script></head>
<body>
<header><a class="name" href="/demo-shop?lang=${language}">${w.shop}</a>
<nav>${w.nav.map((one) => html`<a href="#goods">${one}</a>`)}</nav>
<a href="/demo-shop?lang=${other}" lang="${other}">${w.other}</a><a href="#goods">${w.bag}</a></header>
<main>
<section class="hero"><div><h1>${w.line}</h1><p>${w.story}</p><a class="go" href="#goods">${w.look}</a></div>${picture('donabe')}</section>
<h2 id="goods">${w.goods}</h2>
<ul class="goods">${goods.map(
      (one) => html`<li><a href="#goods">${picture(one.picture)}<h3>${one[language]}</h3></a>
<p><span>${one.by[language === 'ja' ? 1 : 0]}</span><span>${w.price(one.yen)}</span></p></li>`,
    )}</ul>
<dl class="promises">${w.promises.map(([what, how]) => html`<div><dt>${what}</dt><dd>${how}</dd></div>`)}</dl>
</main>
<footer><p>${w.colophon}</p></footer>
</body></html>`,
  )
}

const picture = (name: string) =>
  raw(`<svg viewBox="0 0 240 200" aria-hidden="true">${pictures[name] ?? ''}</svg>`)
