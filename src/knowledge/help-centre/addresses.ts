import type { Locale } from '#platform/locale.ts'
import type { HelpBrand } from './brand.ts'

/** Where the pages of a help centre are: the part behind the host. */
export const addresses = (brand: Pick<HelpBrand, 'slug'>, locale: Locale) => {
  const root = `/help/${brand.slug}/${locale}`
  return {
    home: root,
    topic: (id: number) => `${root}/topics/${id}`,
    article: (id: number) => `${root}/articles/${id}`,
    pdf: (id: number) => `${root}/articles/${id}/pdf`,
    votes: (id: number) => `${root}/articles/${id}/votes`,
    search: `${root}/search`,
    suggest: `${root}/suggest`,
    order: `${root}/order`,
    feed: `${root}/feed.xml`,
    /** A customer's own page; without a token: where the link to it is asked for. */
    mine: (token?: string, conversationId?: number) =>
      [`${root}/mine`, token, conversationId].filter((part) => part !== undefined).join('/'),
    /** The last step: the contact form, with what was asked already written down. */
    contact: (question = '') =>
      `/form/${brand.slug}?lang=${locale}${question === '' ? '' : `&message=${encodeURIComponent(question.slice(0, 500).toWellFormed())}`}`,
  }
}

/** The host under which search engines shall know the pages: the brand's own where it has one. */
export const originOf = (brand: Pick<HelpBrand, 'domain'>, publicUrl: string) =>
  brand.domain ? `https://${brand.domain}` : publicUrl

export const otherLocale = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')
