import { expect, test } from 'vitest'
import { manyArticles } from '../../bench/parts/many-articles.ts'
import { indexOf } from './index-of-library.ts'
import type { BrandLibrary } from './library.ts'
import type { PublishedArticle } from './published.ts'
import { asked } from './retrieval/asked.ts'
import { indexOf as indexOfTexts, openWriter, writeIndex } from './retrieval/index-of.ts'
import { packIndex, unpackIndex } from './retrieval/packed.ts'
import { rank } from './retrieval/rank.ts'

const { articles: texts, questions } = manyArticles(400, 5)

test('an index that went through another thread finds what it found before', () => {
  const index = indexOfTexts(texts)
  const { packed, hand } = packIndex(writeIndex(texts))
  const other = unpackIndex(structuredClone(packed, { transfer: hand as ArrayBuffer[] }))
  for (const question of questions.slice(0, 100)) {
    expect(rank(other, question, 10)).toEqual(rank(index, question, 10))
    const typed = `${question.slice(0, -1)}x`
    expect(asked(other, typed, { isTyping: true })).toEqual(asked(index, typed, { isTyping: true }))
  }
  for (const [at, field] of index.fields.entries()) {
    const twin = other.fields[at]
    expect(twin?.kind).toBe(field.kind)
    expect([...(twin?.numbers.keys() ?? [])]).toEqual([...field.numbers.keys()])
    expect(twin?.numbers.has('not a piece')).toBe(false)
  }
})

test('what was cut once is written again with others, and what has gone leaves no trace', () => {
  const writer = openWriter()
  const cut = texts.map(writer.cut)
  writer.write(cut)
  const left = texts.filter((_, at) => at % 3 !== 0)
  const again = unpackIndex(packIndex(writer.write(cut.filter((_, at) => at % 3 !== 0))).packed)
  const anew = indexOfTexts(left)
  for (const question of questions.slice(0, 100)) {
    expect(rank(again, question, 10)).toEqual(rank(anew, question, 10))
    const typed = `${question.slice(0, -1)}x`
    expect(asked(again, typed, { isTyping: true })).toEqual(asked(anew, typed, { isTyping: true }))
  }
})

test('while the index of many articles is made anew the one before answers, without what was withdrawn', async () => {
  const line = {}
  const first = libraryOf(texts.map(published), line)
  const before = await indexOf(first, 'ja')
  expect(before.articles).toHaveLength(400)
  const question = texts[7]?.title ?? ''
  expect(found(before, question)).toBe(8)
  const fresh = {
    ...published({ title: '新しい記事 zanzibar', keywords: [], text: 'zanzibar' }, 900),
    articleId: 901,
  }
  const second = libraryOf([...first.articles.filter((one) => one.articleId !== 8), fresh], line)
  const meanwhile = await indexOf(second, 'ja')
  expect(meanwhile.index.fields).toBe(before.index.fields)
  expect(found(meanwhile, question)).not.toBe(8)
  expect(
    rank(meanwhile.index, question, 400).map(({ at }) => meanwhile.articles[at]?.articleId),
  ).not.toContain(8)
  await expect.poll(async () => found(await indexOf(second, 'ja'), 'zanzibar')).toBe(901)
})

const found = ({ index, articles }: Awaited<ReturnType<typeof indexOf>>, question: string) =>
  articles[rank(index, question, 1)[0]?.at ?? -1]?.articleId

function libraryOf(articles: PublishedArticle[], line: object): BrandLibrary {
  return { brandId: 1, articles, manuals: [], categories: [], synonyms: [], line }
}

function published(
  { title, text }: { title: string; keywords: readonly string[]; text: string },
  at: number,
): PublishedArticle {
  return {
    ...{
      articleId: at + 1,
      versionId: at + 1,
      locale: 'ja',
      title,
      html: '',
      text,
      keywords: [],
      categoryId: null,
    },
    ...{
      position: at,
      countries: [],
      audience: 'public',
      reasonIds: [],
      helped: 0,
      publishedAt: new Date(0),
    },
  }
}
