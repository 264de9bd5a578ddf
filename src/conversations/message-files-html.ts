import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sent } from '#platform/serve-file.ts'

type Wish = { images: boolean; quotes: boolean; theme: 'light' | 'dark' | 'system' }

/**
 * A message's cleaned HTML as a page of its own for a sandboxed frame. Nothing runs, is sent, or is fetched but our own inline pictures;
 * pictures of strangers, which tell the sender that and when a mail was read, only when asked for.
 */
export async function messageHtml(tx: Tx, id: number, wish: Wish): Promise<Sent> {
  const found = await tx
    .selectFrom('messages')
    .select('html')
    .where('brand_id', 'in', [...tx.inBrands])
    .where('id', '=', id)
    .executeTakeFirst()
  if (found?.html == null) throw notFound('html')
  return {
    from: { text: pageOf(found.html, wish) },
    type: 'text/html; charset=utf-8',
    as: undefined,
    policy: policyOf(wish),
  }
}

function policyOf(wish: Wish): string {
  return [
    // Same origin, so that the reader's session fetches inline pictures; without scripts it can do nothing else with it.
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src 'self' data:${wish.images ? ' https:' : ''}`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}

function pageOf(html: string, wish: Wish): string {
  // A mail that paints itself was painted for white paper; one that does not follows the reader's theme.
  const paintsItself = /\bbgcolor=|\bcolor=|(?:^|[\s;"'])(?:background|color)[\w-]*\s*:/i.test(html)
  const scheme = paintsItself ? 'light' : wish.theme === 'system' ? 'light dark' : wish.theme
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width"><base target="_blank"><style>:root{color-scheme:${scheme}}${style}${
    wish.quotes ? '' : folded
  }</style></head><body>${withPictures(html, wish.images)}</body></html>`
}

function withPictures(html: string, images: boolean): string {
  // Within cleaned HTML a `>` in an attribute is written &gt;, so a tag ends at the first one.
  return html.replaceAll(/<img\b[^>]*>/gi, (tag) => {
    const own = tag.replace(
      /\ssrc="cid:([^"]*)"/i,
      (_, cid: string) => ` src="inline/${encodeURIComponent(cid)}"`,
    )
    return images ? own.replace(/\sdata-remote-src="http(?:s)?:/i, ' src="https:') : own
  })
}

const style = `
html{font:14px/1.65 Inter,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",system-ui,sans-serif;
overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
body{margin:0;color:light-dark(#1d1f23,#e7e6e3)}
p{margin:0 0 .75em}a{color:light-dark(#2d4a86,#9db6ea)}
img{max-width:100%;height:auto}img:not([src]){display:none}table{max-width:100%}
pre{white-space:pre-wrap;font:13px/1.55 ui-monospace,Menlo,Consolas,monospace}
blockquote{margin:.5em 0;padding-left:.9em;border-left:2px solid light-dark(#d8d6d0,#4a4a4c)}
hr{border:0;border-top:1px solid light-dark(#d8d6d0,#4a4a4c)}`

const folded = '[data-folded]:not([data-folded=rest]),[data-folded=rest]~*{display:none}'
