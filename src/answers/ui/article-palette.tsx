import { useDeferredValue, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { m } from '#texts'
import { languageName } from '../../conversations/ui/words.ts'
import { whyWords } from './article-card.tsx'
import type { How } from './use-articles.ts'

/** An article by a few letters, then how it goes into the answer: all by keys. */
export function ArticlePalette({
  conversationId,
  onClose,
  onPick,
}: {
  conversationId: number
  onClose: () => void
  onPick: (articleId: number, how: How) => void
}) {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<number>()
  const q = useDeferredValue(typed.trim())
  const found = useAsk(
    'GET /api/conversations/{id}/articles',
    { params: { id: conversationId }, query: { q } },
    { staleTime: 60_000, placeholderData: (before) => before },
  ).data
  if (picked !== undefined) {
    const ways: [How, string][] = [
      ['link', m.answers_how_link()],
      ['quote', m.answers_how_quote()],
      ['text', m.answers_how_text()],
    ]
    return (
      <Palette
        key="how"
        title={m.answers_how()}
        isOpen
        onClose={onClose}
        items={ways.map(([id, name]) => ({ id, name }))}
        onPick={({ id }) => {
          const way = ways.find(([how]) => how === id)
          if (way) onPick(picked, way[0])
        }}
      />
    )
  }
  return (
    <Palette
      key="which"
      title={m.answers_articles_find()}
      isOpen
      keepsOpen
      onClose={onClose}
      onQuery={setTyped}
      items={(found?.items ?? []).map((article) => ({
        id: String(article.articleId),
        name: article.title,
        hint: article.isFallback
          ? m.answers_only_in({ language: languageName(article.locale) })
          : whyWords(article),
        // The desk has found them by what was typed; nothing is left to sort out here.
        words: typed,
      }))}
      onPick={({ id }) => setPicked(Number(id))}
    />
  )
}
