import { tell } from '#agent/api.ts'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf, fullDayOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { askFirst } from '#agent/settings-screen/ask-first.tsx'
import { m } from '#texts'
import type { Layer } from './layer.ts'
import { useStep } from './use-steps.ts'
import type { Writing } from './use-writing.ts'
import { type Article, languageIn } from './words.ts'

type VersionsProps = { article: Article; writing: Writing; open: (layer: Layer) => void }

/** What was ever published in this language; each can be compared with the draft or taken back into it. */
export function VersionsSide({ article, writing, open }: VersionsProps) {
  const { locale, text } = writing
  const isOff = useMe()?.role === 'read_only' || article.isArchived
  const params = { id: article.id, locale }
  const pages = useAskPages(
    'GET /api/articles/{id}/texts/{locale}/versions',
    { params, query: {} },
    { enabled: text !== null, limit: 50 },
  )
  const take = useStep(writing)
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (text && !pages.data) return <Skeleton className="h-32" />
  if (pages.items.length === 0)
    return (
      <p className="text-small text-ink3">{m.knowledge_versions_none({ language: languageIn(locale) })}</p>
    )
  const restore = (versionId: number, number: number) =>
    askFirst({
      title: m.knowledge_version_restore_sure({ number }),
      about: m.knowledge_version_restore_about(),
      name: m.knowledge_version_restore(),
      run: () =>
        void take(
          (revision) =>
            tell('POST /api/articles/{id}/texts/{locale}/restoration', {
              params,
              body: { revision, versionId },
            }),
          m.knowledge_said_restored({ number }),
        ),
    })
  return (
    <>
      <ol className="grid gap-4">
        {pages.items.map((version) => (
          <li key={version.id} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-x-2">
              <b className="font-semibold">{m.knowledge_version({ number: version.number })}</b>
              {version.endedAt === null ? (
                <Chip tone="matcha">{m.knowledge_version_now()}</Chip>
              ) : (
                <span className="text-small text-ink3">
                  {m.knowledge_version_until({ day: fullDayOf(version.endedAt) })}
                </span>
              )}
            </span>
            <span lang={locale}>{version.title}</span>
            <span className="text-small text-ink3">
              {version.publishedBy
                ? m.knowledge_version_by({
                    name: version.publishedBy.name,
                    when: exactOf(version.publishedAt),
                  })
                : exactOf(version.publishedAt)}
            </span>
            <span className="flex gap-1.5">
              <Button
                aria-label={`${m.knowledge_version_compare()}: ${m.knowledge_version({ number: version.number })}`}
                onClick={() => open({ kind: 'compare', locale, from: version.id })}
              >
                {m.knowledge_version_compare()}
              </Button>
              {!isOff && (
                <Button
                  look="quiet"
                  aria-label={`${m.knowledge_version_restore()}: ${m.knowledge_version({ number: version.number })}`}
                  onClick={() => restore(version.id, version.number)}
                >
                  {m.knowledge_version_restore()}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button className="mt-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </>
  )
}
