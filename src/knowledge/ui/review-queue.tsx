import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { agoOf, dayOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { useRowKeys } from './use-row-keys.ts'
import { localeName, reasonWords, type ReviewReason, reviewReasons } from './words.ts'

/** What should be looked at and why, the weightiest first. */
export function ReviewQueue({ brandId }: { brandId: number }) {
  const [reason, setReason] = useState<ReviewReason>()
  useRowKeys()
  const pages = useAskPages(
    'GET /api/article-reviews',
    { query: { brandId, ...(reason ? { reason } : {}) } },
    { limit: 50 },
  )
  return (
    <div className="px-6 py-3 max-phone:px-4">
      <div role="group" aria-label={m.knowledge_reviews()} className="mb-2 flex flex-wrap gap-1.5">
        {[undefined, ...reviewReasons].map((one) => (
          <button
            key={one ?? 'any'}
            type="button"
            aria-pressed={reason === one}
            onClick={() => setReason(one)}
            className={cx(
              'h-7 rounded-[7px] border px-2.5 text-small max-phone:h-11',
              reason === one
                ? 'border-ai bg-ai-soft font-semibold text-ai'
                : 'border-line text-ink2 hover:bg-mat',
            )}
          >
            {one ? reasonWords(one).name : m.knowledge_reason_any()}
          </button>
        ))}
      </div>
      <Queue pages={pages} />
    </div>
  )
}

type Pages = ReturnType<typeof useAskPages<'GET /api/article-reviews'>>

function Queue({ pages }: { pages: Pages }) {
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton className="h-40" />
  if (pages.items.length === 0)
    return (
      <div className="py-20">
        <EmptyState title={m.knowledge_reviews_none()}>{m.knowledge_reviews_none_about()}</EmptyState>
      </div>
    )
  return (
    <>
      <ul className="border-t border-line">
        {pages.items.map((item) => (
          <li key={`${item.articleId}${item.locale}`} className="border-b border-line">
            <Link
              to="/knowledge/$id"
              data-article={item.articleId}
              params={{ id: String(item.articleId) }}
              search={{ locale: item.locale, side: item.reasons[0] === 'asked' ? 'review' : 'about' }}
              className="-mx-2 flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 rounded-[6px] px-2 py-2 -outline-offset-2 hover:bg-mat"
            >
              <span className="min-w-[220px] flex-1">
                <span lang={item.locale} className="block font-medium">
                  {item.title || m.knowledge_untitled()}
                </span>
                <span className="block text-small text-ink3">{aboutOf(item)}</span>
              </span>
              <span className="flex flex-wrap gap-1">
                {item.reasons.map((reason) => (
                  <Chip key={reason} tone={reasonWords(reason).tone}>
                    {reasonWords(reason).name}
                  </Chip>
                ))}
              </span>
              <span className="w-16 text-right text-small text-ink3 max-phone:hidden">
                {agoOf(item.editedAt)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="my-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </>
  )
}

function aboutOf({ locale, audience, owner, reviewOn, votes, reasons }: Pages['items'][number]): string {
  const all = votes.helpful + votes.unhelpful
  return [
    localeName(locale),
    audience === 'staff' ? m.knowledge_manual() : undefined,
    owner?.name,
    reasons.includes('overdue') && reviewOn ? m.knowledge_overdue({ day: dayOf(reviewOn) }) : undefined,
    reasons.includes('low_votes') ? m.knowledge_votes({ helpful: votes.helpful, all }) : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
