import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { addresses, originOf } from './addresses.ts'
import type { Place } from './frame.ts'
import type { Shown } from './site.ts'

/** The way to a page as search engines read it (schema.org BreadcrumbList). */
export function wayOf(place: Place, way: readonly { name: string; path: string }[]): object {
  const { brand, locale, publicUrl } = place
  const origin = originOf(brand, publicUrl)
  const home = { name: m.help_home({}, { locale }), path: addresses(brand, locale).home }
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [home, ...way].map(({ name, path }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: origin + path,
    })),
  }
}

const isQuestion = /[?？]$|(ですか|ますか|でしょうか|たい|とき|には)$/

/** Questions with their answers (FAQPage), where the titles are questions: for others it would not be true. */
export function questionsOf(articles: readonly Shown[], locale: Locale): object[] {
  const questions = articles.filter((one) => one.locale === locale && isQuestion.test(one.title))
  if (questions.length < 2) return []
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'FAQPage',
      inLanguage: locale,
      mainEntity: questions.map((one) => ({
        '@type': 'Question',
        name: one.title,
        acceptedAnswer: { '@type': 'Answer', text: one.text.slice(0, 1_200) },
      })),
    },
  ]
}
