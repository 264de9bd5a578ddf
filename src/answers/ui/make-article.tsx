import { Link, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../conversations/contract.ts'
import type { ArticleDraft } from '../make-article/contract.ts'
import { Parts, plainOf } from './personal-parts.tsx'

/** Choosing what of a conversation becomes an article; its editor opens then. */
export function MakeArticle({
  conversation,
  onClose,
}: {
  conversation: ConversationPage
  onClose: () => void
}) {
  const draft = useAsk(
    'GET /api/conversations/{id}/article-draft',
    { params: { id: conversation.id } },
    { staleTime: 0, gcTime: 0 },
  )
  const form = useId()
  const navigate = useNavigate()
  const make = useTell('POST /api/conversations/{id}/articles', {
    stale: ['GET /api/articles'],
    onDone: ({ articleId }) => {
      onClose()
      void navigate({ to: '/knowledge/$id', params: { id: String(articleId) } })
    },
  })
  return (
    <Dialog
      title={m.answers_make_article()}
      isOpen
      onClose={onClose}
      width={680}
      footer={
        <Button look="primary" type="submit" form={form} isBusy={make.isPending} disabled={!draft.data}>
          {m.answers_make_article_begin()}
        </Button>
      }
    >
      {draft.error && <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />}
      {draft.isPending && <Skeleton className="h-48" />}
      {draft.data && (
        <Choice
          draft={draft.data}
          form={form}
          onMake={(body) => make.mutate({ params: { id: conversation.id }, body })}
        />
      )}
    </Dialog>
  )
}

type Wish = {
  locale: 'ja' | 'en'
  title: string
  messageIds: number[]
  kept: string[]
  audience: 'public' | 'staff'
}

function Choice({
  draft,
  form,
  onMake,
}: {
  draft: ArticleDraft
  form: string
  onMake: (wish: Wish) => void
}) {
  const [title, setTitle] = useState(plainOf(draft.title))
  const [audience, setAudience] = useState<Wish['audience']>('public')
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState<ReadonlySet<number>>(
    new Set(draft.messages.filter((one) => one.isTaken).map((one) => one.messageId)),
  )
  const toggled = <Item,>(all: ReadonlySet<Item>, one: Item) => {
    const next = new Set(all)
    if (!next.delete(one)) next.add(one)
    return next
  }
  return (
    <form
      id={form}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onMake({ locale: draft.locale, title, audience, messageIds: [...taken], kept: [...kept] })
      }}
    >
      <Similar similar={draft.similar} />
      <div className="grid grid-cols-[minmax(0,1fr)_200px] gap-3 max-phone:grid-cols-1">
        <TextField
          name={m.answers_make_article_title()}
          value={title}
          maxLength={200}
          lang={draft.locale}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Select
          name={m.answers_make_article_for()}
          value={audience}
          choices={[
            { value: 'public', name: m.answers_make_article_public() },
            { value: 'staff', name: m.answers_make_article_staff() },
          ]}
          onChange={(event) => setAudience(event.target.value === 'staff' ? 'staff' : 'public')}
        />
      </div>
      <p className="text-small text-ink2">
        {draft.messages.length > 0 ? m.answers_make_article_intro() : m.answers_make_article_nothing()}
      </p>
      <ul className="grid gap-2">
        {draft.messages.map((message) => (
          <li
            key={message.messageId}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-[9px] border border-line p-3"
          >
            <input
              type="checkbox"
              id={`${form}-${message.messageId}`}
              checked={taken.has(message.messageId)}
              onChange={() => setTaken(toggled(taken, message.messageId))}
              className="mt-[3px] size-3.5 accent-(--ai) max-phone:size-5"
            />
            <div>
              <label
                htmlFor={`${form}-${message.messageId}`}
                className="block text-[11px] font-semibold text-ink3 max-phone:min-h-11"
              >
                {message.isOurs ? m.answers_make_article_ours() : m.answers_make_article_theirs()}
              </label>
              <Parts parts={message.parts} kept={kept} onToggle={(text) => setKept(toggled(kept, text))} />
            </div>
          </li>
        ))}
      </ul>
    </form>
  )
}

/** What there is already, so that nothing is written twice. */
function Similar({ similar }: { similar: ArticleDraft['similar'] }) {
  if (similar.length === 0) return null
  return (
    <section role="status" className="rounded-[9px] bg-kohaku-soft px-3 py-2.5">
      <h3 className="text-small font-semibold text-kohaku">{m.answers_make_article_similar()}</h3>
      <ul className="mt-1 grid gap-1">
        {similar.map((one) => (
          <li
            key={`${one.articleId} ${one.locale}`}
            className="flex flex-wrap items-center gap-x-2 text-small"
          >
            <Link
              to="/knowledge/$id"
              params={{ id: String(one.articleId) }}
              className="underline underline-offset-2"
            >
              {one.title}
            </Link>
            {!one.isPublished && <Chip>{m.answers_make_article_draft()}</Chip>}
            <span className="text-ink2">
              {m.answers_make_article_likeness({ percent: Math.round(one.likeness * 100) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
