import type { TestDesk } from '#test/desk.ts'

const long = (words: string) => `<h2>${words}</h2><p>${words}</p><h3>${words}</h3><p>${words}</p>`
const ja = {
  title: '土鍋にひびが入ったとき',
  html: `<p>写真を添えてお知らせください。</p>${long('届いたときのひび')}<ol data-steps=""><li><p>写真を撮る</p></li></ol>`,
}
const en = {
  title: 'There is a crack in my donabe',
  html: `<p>Send us a picture of the crack.</p>${long('A crack on arrival')}<aside data-callout="caution"><p>Stop using it.</p></aside><table><tbody><tr><th>Crack</th><td>Refund</td></tr></tbody></table>`,
}

/** An article in every state at once: published in both languages, its source anew since, with a draft, a version and a remark. */
export async function furnishKnowledge(desk: TestDesk): Promise<{ article: number; topic: number }> {
  const { brandId } = desk
  const ana = desk.as(desk.ana)
  const { body: topic } = await ana.post('/api/article-categories', {
    brandId,
    nameEn: 'Care',
    nameJa: 'お手入れ',
  })
  const begun = {
    brandId,
    sourceLocale: 'ja',
    categoryId: topic.id,
    ownerId: desk.ana.staffId,
    title: ja.title,
  }
  const { body: article } = await ana.post('/api/articles', begun)
  const at = (locale: string) => `/api/articles/${article.id}/texts/${locale}`
  await ana.put(at('ja'), { revision: 1, ...ja, keywords: ['ひび'] })
  await ana.post(`${at('ja')}/publication`, { revision: 2 })
  await ana.put(at('en'), { revision: 0, ...en, keywords: ['crack'] })
  await ana.post(`${at('en')}/publication`, { revision: 1 })
  const changed = ja.html.replace('写真を添えて', '写真を2枚添えて')
  await ana.put(at('ja'), { revision: 2, title: ja.title, html: changed, keywords: ['ひび'] })
  await ana.post(`${at('ja')}/publication`, { revision: 3 })
  await ana.put(at('ja'), { revision: 3, title: ja.title, html: `${changed}<p>お早めに。</p>`, keywords: [] })
  await ana.post(`${at('ja')}/review`, { revision: 4, text: '' })
  await ana.post('/api/articles', { brandId, sourceLocale: 'en', audience: 'staff', title: 'Returns' })
  await ana.post('/api/synonyms', { brandId, words: ['crack', 'chip'] })
  return { article: article.id, topic: topic.id }
}
