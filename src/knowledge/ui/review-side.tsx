import { type FormEvent, useState } from 'react'
import { tell } from '#agent/api.ts'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip, type Tone } from '#agent/kit/chip.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { agoOf, exactOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { useStep } from './use-steps.ts'
import type { Writing } from './use-writing.ts'
import { type Article, type ArticleText, languageIn } from './words.ts'

type Remark = ArticleText['remarks'][number]

/** What colleagues said of the draft, a word of one's own, and what readers say of the version they see. */
export function ReviewSide({ article, writing }: { article: Article; writing: Writing }) {
  const isOff = useMe()?.role === 'read_only' || article.isArchived
  const { text, locale } = writing
  if (!text) return null
  return (
    <div className="grid gap-6">
      <section className="grid gap-3">
        <h3 className="text-small text-ink2">
          {m.knowledge_reviews_title({ language: languageIn(locale) })}
        </h3>
        {text.remarks.length === 0 ? (
          <p className="text-small text-ink3">{m.knowledge_remarks_none()}</p>
        ) : (
          <ol className="grid gap-3">
            {text.remarks.map((remark) => (
              <RemarkLine key={remark.id} remark={remark} revision={text.revision} />
            ))}
          </ol>
        )}
        {!isOff && <Comment key={locale} article={article} writing={writing} />}
      </section>
      <Votes article={article} text={text} />
    </div>
  )
}

const tones: Record<Remark['kind'], Tone> = {
  comment: 'plain',
  asked: 'ai',
  approved: 'matcha',
  sent_back: 'kohaku',
}

function RemarkLine({ remark, revision }: { remark: Remark; revision: number }) {
  const words = {
    comment: m.knowledge_remark_comment,
    asked: m.knowledge_remark_asked,
    approved: m.knowledge_remark_approved,
    sent_back: m.knowledge_remark_sent_back,
  }
  return (
    <li className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-x-1.5 text-small text-ink3">
        <b className="font-semibold text-ink">{remark.by.name}</b>
        <Chip tone={tones[remark.kind]} className={remark.kind === 'comment' ? 'bg-paper' : ''}>
          {words[remark.kind]()}
        </Chip>
        <time dateTime={remark.at} title={exactOf(remark.at)}>
          {agoOf(remark.at)}
        </time>
        {remark.revision < revision && <span>{m.knowledge_remark_older()}</span>}
      </span>
      {remark.text && <p className="whitespace-pre-wrap">{remark.text}</p>}
    </li>
  )
}

function Comment({ article, writing }: { article: Article; writing: Writing }) {
  const [typed, setTyped] = useState('')
  const take = useStep(writing)
  const params = { id: article.id, locale: writing.locale }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const text = typed.trim()
    if (text === '') return
    const isDone = await take(
      () => tell('POST /api/articles/{id}/texts/{locale}/remarks', { params, body: { text } }),
      m.knowledge_said_comment(),
    )
    if (isDone) setTyped('')
  }
  return (
    <form onSubmit={(event) => void send(event)} className="grid gap-2">
      <TextArea
        name={m.knowledge_comment_write()}
        hint={m.knowledge_say_comment_about()}
        rows={3}
        value={typed}
        maxLength={5_000}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.stopPropagation()
            void send(event)
          }
        }}
      />
      <Button type="submit" className="justify-self-end">
        {m.knowledge_comment_send()}
      </Button>
    </form>
  )
}

function Votes({ article, text }: { article: Article; text: ArticleText }) {
  const votes = useAsk(
    'GET /api/articles/{id}/votes',
    { params: { id: article.id }, query: { limit: 50 } },
    { staleTime: 60_000 },
  )
  const said = votes.data?.items.filter((one) => one.locale === text.locale && one.comment !== '') ?? []
  const all = text.votes.helpful + text.votes.unhelpful
  return (
    <section className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-small text-ink2">{m.knowledge_votes_title()}</h3>
      <p className="text-small text-ink3">
        {all === 0 ? m.knowledge_votes_none() : m.knowledge_votes({ helpful: text.votes.helpful, all })}
      </p>
      <ul className="grid gap-2.5">
        {said.map((one) => (
          <li key={one.id}>
            <span className="flex flex-wrap gap-x-2 text-small text-ink3">
              {one.isHelpful ? m.knowledge_vote_yes() : m.knowledge_vote_no()}
              <span>{m.knowledge_version({ number: one.number })}</span>
              <time dateTime={one.at}>{agoOf(one.at)}</time>
            </span>
            <p className="whitespace-pre-wrap">{one.comment}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
