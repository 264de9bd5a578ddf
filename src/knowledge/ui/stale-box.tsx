import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { Compared } from './compared.tsx'
import { useStep } from './use-steps.ts'
import type { Writing } from './use-writing.ts'
import { type Article, languageIn } from './words.ts'

type StaleProps = { article: Article; writing: Writing; isOff: boolean }

/** The source has moved on: what changed in it stands above the translation, until the translation says it too. */
export function StaleBox({ article, writing, isOff }: StaleProps) {
  const [isOpen, setOpen] = useState(true)
  const source = article.texts[article.sourceLocale]
  const language = languageIn(article.sourceLocale)
  const isStale = writing.text?.isStale === true && writing.locale !== article.sourceLocale
  const take = useStep(writing)
  const compared = useAsk(
    'GET /api/articles/{id}/texts/{locale}/comparison',
    {
      params: { id: article.id, locale: article.sourceLocale },
      query: { from: 'translated', to: 'published' },
    },
    { enabled: isStale && isOpen, staleTime: 0 },
  )
  if (!isStale) return null
  const settle = () => {
    const { title, html, keywords } = writing.words
    const translatedFromId = source?.published?.versionId ?? null
    void take(
      (revision) =>
        tell('PUT /api/articles/{id}/texts/{locale}', {
          params: { id: article.id, locale: writing.locale },
          body: { title: title.trim(), html, keywords, revision, translatedFromId },
        }),
      m.knowledge_stale_done_said(),
    )
  }
  return (
    <section className="mb-4 rounded-[10px] border border-line">
      <div className="flex flex-wrap items-center gap-2 rounded-t-[10px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
        <span className="flex min-w-[200px] flex-1 items-start gap-2">
          <Icon name="alert" size={14} />
          {m.knowledge_stale_title({ language })}
        </span>
        {!isOff && <Button onClick={settle}>{m.knowledge_stale_done()}</Button>}
      </div>
      <h3 className="m-0">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex min-h-9 w-full items-center gap-1.5 px-3 text-small font-semibold text-ink2 max-phone:min-h-11"
        >
          <Icon name={isOpen ? 'down' : 'forward'} size={12} />
          {m.knowledge_stale_changes({ language })}
        </button>
      </h3>
      {isOpen && (
        <div
          className="max-h-[38dvh] overflow-y-auto px-3 pb-3"
          tabIndex={0}
          role="region"
          aria-label={m.knowledge_stale_changes({ language })}
        >
          {compared.data ? (
            <Compared comparison={compared.data} lang={article.sourceLocale} isWhole={false} />
          ) : (
            !compared.error && <Skeleton className="h-16" />
          )}
        </div>
      )}
    </section>
  )
}
