import { now } from '#platform/clock.ts'
import { inBrands } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { makePdf } from '../pdf/make-pdf.ts'
import { printForReaders } from '../pdf/print.ts'
import { sendPdf } from '../pdf/send-pdf.ts'
import type { Shown } from './site.ts'
import { idOf, type Mount, notThere, type Visit } from './visit.ts'

// Some 10 MB.
const mostKept = 40
const kept = new WeakMap<Desk, Map<string, Promise<Made>>>()
type Made = { pdf: Buffer; name: string }

/** An article as a PDF, made once for what is published and kept for the next reader. */
export function pdfRoute(mount: Mount, desk: Desk): void {
  mount('/articles/:id/pdf', async (visit) => {
    const { place, site, reply, library } = visit
    const article = site.find(idOf(visit))
    if (!article) return notThere(visit)
    const key = `${place.brand.version} ${library.brandId} ${article.versionId} ${place.locale}`
    const all = kept.get(desk) ?? new Map<string, Promise<Made>>()
    kept.set(desk, all)
    const known = all.get(key) ?? make(desk, visit, article)
    // The one asked for last goes last.
    all.delete(key)
    all.set(key, known)
    const oldest = all.size > mostKept ? all.keys().next().value : undefined
    if (oldest !== undefined) all.delete(oldest)
    const { pdf, name } = await known.catch((error) => {
      all.delete(key)
      throw error
    })
    return sendPdf(reply.headers(headers), pdf, name)
  })
}

const headers = { 'cache-control': 'public, no-cache', 'x-robots-tag': 'noindex' }

async function make(desk: Desk, { place }: Visit, article: Shown): Promise<Made> {
  const wish = { brandId: place.brand.id, locale: place.locale, article, now: now() }
  const { print, name } = await inBrands(desk.db, [place.brand.id], (tx) => printForReaders(tx, desk, wish), {
    isReading: true,
  })
  return { pdf: await makePdf(print), name }
}
