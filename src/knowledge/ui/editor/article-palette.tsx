import type { Editor } from '@tiptap/react'
import { useDeferredValue, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Palette } from '#agent/kit/palette.tsx'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { type Article, type ArticleItem, standingOf, titleOf } from '../words.ts'
import type { Inserting } from './use-inserting.ts'

type PaletteProps = { editor: Editor; inserting: Inserting; article: Article; locale: Locale }

/** Searches an article and leads there: the chosen words, or its title where none are chosen. */
export default function ArticlePalette({ editor, inserting, article, locale }: PaletteProps) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data } = useAsk(
    'GET /api/articles',
    { query: { brandId: article.brandId, limit: 30, ...(q ? { q } : {}) } },
    { placeholderData: (before) => before },
  )
  const nameOf = (one: ArticleItem) => one.texts[locale]?.title || titleOf(one).title
  // The desk answers in the order of the categories; what is called so is meant before what only says so.
  const isCalled = (one: ArticleItem) => (nameOf(one).toLowerCase().includes(q.toLowerCase()) ? 0 : 1)
  const items = (data?.items ?? [])
    .filter((one) => one.id !== article.id)
    .sort((a, b) => isCalled(a) - isCalled(b))
  const link = (chosen: ArticleItem) => {
    const mark = { type: 'articleLink', attrs: { article: String(chosen.id) } }
    const chain = editor.chain().focus()
    if (!editor.state.selection.empty) chain.unsetMark('link').setMark('articleLink', mark.attrs).run()
    else
      chain
        .insertContent({
          type: 'text',
          text: nameOf(chosen),
          marks: [mark],
        })
        .run()
  }
  return (
    <Palette
      title={m.knowledge_article_link_find()}
      isOpen
      onClose={inserting.close}
      onQuery={setTyped}
      items={items.map((one) => ({
        id: String(one.id),
        name: nameOf(one),
        hint: standingOf(one.texts[locale])[0]?.name,
        // Found by the desk in title, keywords and text.
        words: q,
      }))}
      onPick={({ id }) => {
        const chosen = items.find((one) => String(one.id) === id)
        if (chosen) link(chosen)
      }}
    />
  )
}
