import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { useAsk } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { Kbd } from '#agent/kit/kbd.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { agoOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { ConversationPage } from '../../conversations/contract.ts'
import type { Composer } from '../../conversations/ui/composer/use-composer.ts'
import { languageName, subjectOf } from '../../conversations/ui/words.ts'
import type { Beside } from '../beside/contract.ts'
import { ArticleCard, listed } from './article-card.tsx'
import { ArticlePalette } from './article-palette.tsx'
import { useArticles } from './use-articles.ts'

const AppliedManuals = lazy(() => import('../../knowledge/required-reading/ui/applied.tsx'))
const isOver = ({ status }: ConversationPage) => status === 'resolved' || status === 'closed'

/** What helps to answer: the manual, articles that fit, and how such questions were answered before. */
export default function BesidePanel({
  conversation,
  composer,
}: {
  conversation: ConversationPage
  composer: Composer
}) {
  const params = { id: conversation.id }
  const { data: found, isPending } = useAsk(
    'GET /api/conversations/{id}/beside',
    { params },
    { staleTime: 60_000 },
  )
  const articles = useArticles(conversation.id, composer)
  const [isFinding, setFinding] = useState(false)
  const find = {
    name: m.answers_articles_find(),
    group: m.agent_group_writing(),
    isOff: !conversation.may.reply,
    run: () => setFinding(true),
  }
  useActions([
    { ...find, id: 'articles', keys: 'shift+k' },
    { ...find, id: 'articles-writing', keys: 'mod+j', whileTyping: true, isHidden: true },
  ])
  return (
    <section aria-label={m.answers_beside()} className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 text-[11px] font-semibold text-ink3">{m.answers_beside()}</h3>
        {conversation.may.reply && (
          <button
            type="button"
            onClick={() => setFinding(true)}
            className="flex items-center gap-1.5 rounded-[6px] px-1.5 text-small text-ink2 hover:bg-paper hover:text-ink max-phone:min-h-11"
          >
            {m.agent_search()}
            <Kbd keys="shift+k" />
          </button>
        )}
      </div>
      {isOver(conversation) && (
        <Suspense>
          <AppliedManuals conversationId={conversation.id} />
        </Suspense>
      )}
      {isPending && (
        <div role="status" aria-label={m.answers_beside_waiting()}>
          <Skeleton className="h-24" />
        </div>
      )}
      {found && <Manuals found={found} isSuggested={conversation.reasonId === null} />}
      {found && found.articles.length === 0 && (
        <p className="text-small text-ink3">{m.answers_beside_none()}</p>
      )}
      {found && found.articles.length > 0 && (
        <ul aria-label={m.answers_articles()} className="flex flex-col gap-2">
          {found.articles.map((article) => (
            <ArticleCard
              key={article.articleId}
              article={article}
              mayWrite={conversation.may.reply}
              isBusy={articles.isBusy}
              onInsert={(how) => articles.insert(article.articleId, how)}
              onHelped={(hasHelped) => articles.sayHelped(article.articleId, hasHelped)}
            />
          ))}
        </ul>
      )}
      {found && found.solved.length > 0 && <Solved solved={found.solved} />}
      {isFinding && (
        <ArticlePalette
          conversationId={conversation.id}
          onClose={() => setFinding(false)}
          onPick={articles.insert}
        />
      )}
    </section>
  )
}

/** Folded, so that a long one does not push away what comes after it. */
function Fold({ title, mark, children }: { title: string; mark: ReactNode; children: ReactNode }) {
  return (
    <details className="group rounded-[9px] border border-line bg-paper">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-[9px] px-3 py-2 text-list font-semibold max-phone:min-h-11">
        <span className="min-w-0 flex-1">{title}</span>
        {mark}
      </summary>
      {children}
    </details>
  )
}

function Manuals({ found, isSuggested }: { found: Beside; isSuggested: boolean }) {
  const reasons = useAsk(
    'GET /api/contact-reasons',
    { query: {} },
    { staleTime: 300_000, enabled: found.manuals.length > 0 },
  ).data
  const named = reasons?.items.find((one) => one.id === found.manualsForReasonId)
  if (found.manuals.length === 0 || !named) return null
  const reason = getLocale() === 'ja' ? named.nameJa : named.nameEn
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-[11px] text-ink3">
        {isSuggested ? m.answers_manual_for_suggested({ reason }) : m.answers_manual_for({ reason })}
      </p>
      {found.manuals.map((manual) => (
        <Fold
          key={manual.articleId}
          title={manual.title}
          mark={
            manual.isFallback ? (
              <Chip tone="kohaku">{m.answers_only_in({ language: languageName(manual.locale) })}</Chip>
            ) : (
              <Chip>{m.answers_only_staff()}</Chip>
            )
          }
        >
          {/* Cleaned by the desk when it was saved: src/knowledge/article-html.ts. */}
          <div
            lang={manual.locale}
            className="prose-reply max-h-[40vh] overflow-y-auto border-t border-line px-3 py-2 text-small [&_h2]:font-semibold [&_h3]:font-semibold"
            dangerouslySetInnerHTML={{ __html: manual.html }}
          />
        </Fold>
      ))}
    </div>
  )
}

function Solved({ solved }: { solved: Beside['solved'] }) {
  return (
    <div className="mt-1.5 flex flex-col gap-1.5">
      <h4 className="text-[11px] font-semibold text-ink3">{m.answers_solved()}</h4>
      <ul className="flex flex-col gap-2">
        {solved.map((one) => (
          <li key={one.conversationId} className="rounded-[9px] border border-line bg-paper p-3">
            <Link
              to="/inbox/$view/$id"
              params={{ view: 'all', id: String(one.conversationId) }}
              className="line-clamp-2 text-list leading-[1.45] font-semibold hover:underline"
            >
              {subjectOf(one.subject)}
            </Link>
            <p className="mt-1 line-clamp-2 text-small leading-[1.6] text-ink3">{one.question}</p>
            <p className="mt-1 line-clamp-3 border-l-2 border-line pl-2 text-small leading-[1.6] text-ink2">
              {one.answer}
            </p>
            <p className="mt-1.5 text-[11px] text-ink3">
              {[
                m.answers_answered_by({ name: one.answeredBy, when: agoOf(one.answeredAt) }),
                one.words.length > 0 && m.answers_words_in_common({ words: listed(one.words) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
