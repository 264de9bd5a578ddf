import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { useLeads, useMe } from '#agent/me.ts'
import { m } from '#texts'
import { CheckLines } from '../../checks/ui/check-lines.tsx'
import { textAsHtml } from '../../ui/composer/signature.ts'
import { LinkedText } from '../../ui/linked-text.tsx'
import type { ReplyApproval } from '../contract.ts'
import { Changes } from './changes.tsx'
import { PromisedTimes } from './promised-times.tsx'
import { useDeciding } from './use-deciding.ts'

const WritingField = lazy(async () => ({
  default: (await import('../../ui/composer/editor.tsx')).WritingField,
}))

type Deciding = ReturnType<typeof useDeciding>
type CardProps = {
  approval: ReplyApproval
  /** Where it belongs, for a list of many. */
  where?: ReactNode
  /** What stands at the end, such as going on with the draft. */
  children?: ReactNode
}

/** A reply that waits for a word, or on which it was said: what it says, to whom, and what can be done. */
export function ApprovalCard({ approval, where, children }: CardProps) {
  const deciding = useDeciding(approval)
  const me = useMe()
  const leads = useLeads()
  const { author, askedAt } = approval
  return (
    <article
      aria-label={`${m.reply_approvals_waits()} ${author.name}`}
      className="grid gap-2.5 rounded-[10px] border border-dashed border-line bg-paper px-4 py-3.5 max-phone:px-3.5"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <State approval={approval} />
        {approval.kind !== 'reply' && <Chip>{kindName[approval.kind]()}</Chip>}
        <span className="text-small text-ink2" title={exactOf(askedAt)}>
          {m.reply_approvals_by({ name: author.name, when: whenOf(askedAt) })}
        </span>
        {where}
      </header>
      {approval.state === 'waiting' && approval.isStale && (
        <p role="status" className="rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
          {m.reply_approvals_stale()}
        </p>
      )}
      {approval.state === 'waiting' && approval.isAuthorGone && (
        <p role="status" className="rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
          {m.reply_approvals_author_gone({ name: author.name })}
        </p>
      )}
      {where && approval.state === 'waiting' && approval.latest && (
        <details className="group rounded-[8px] bg-mat px-3 py-2 text-small text-ink2">
          <summary className="cursor-pointer max-phone:py-2">
            <b className="font-semibold">{m.reply_approvals_latest({ name: approval.latest.name })}</b>{' '}
            <span className="line-clamp-2 group-open:hidden">{approval.latest.text}</span>
          </summary>
          <p className="mt-1 whitespace-pre-line text-ink">{approval.latest.text}</p>
        </details>
      )}
      <Head approval={approval} />
      <PromisedTimes
        approval={approval}
        times={deciding.times}
        mayChange={leads && approval.state === 'waiting' && approval.author.id !== me?.id}
      />
      <Said approval={approval} deciding={deciding} />
      {approval.state === 'waiting' && approval.kind === 'restatement' && (
        <p className="text-small text-ink3">{m.reply_approvals_link_later({ name: '{{link}}' })}</p>
      )}
      {approval.comment !== '' && (
        <p className="rounded-[8px] bg-shu-soft px-3 py-2 text-list">
          <b className="font-semibold text-shu">{approval.decidedBy?.name}</b> {approval.comment}
        </p>
      )}
      {approval.state === 'waiting' && <Decisions approval={approval} deciding={deciding} />}
      {children}
    </article>
  )
}

const kindName = {
  forward: m.reply_approvals_forward,
  first: m.reply_approvals_first,
  restatement: m.reply_approvals_restatement,
}

function State({ approval: { state, changes } }: { approval: ReplyApproval }) {
  if (state === 'waiting') return <Chip tone="kohaku">{m.reply_approvals_waits()}</Chip>
  if (state === 'sent_back') return <Chip tone="shu">{m.reply_approvals_sent_back()}</Chip>
  if (state === 'withdrawn') return <Chip>{m.reply_approvals_withdrawn()}</Chip>
  return (
    <Chip tone="matcha">{changes ? m.reply_approvals_approve_edited() : m.reply_approvals_approved()}</Chip>
  )
}

/** To whom, under which subject, when and with what, where its writer has said so. */
function Head({ approval }: { approval: ReplyApproval }) {
  const people = [...approval.to, ...approval.cc, ...approval.bcc].map((one) => one.name || one.address)
  const lines = [
    people.length > 0 && m.reply_approvals_to({ list: people.join(', ') }),
    approval.subject,
    approval.sendAt && m.reply_approvals_leaves_at({ when: exactOf(approval.sendAt) }),
  ].filter((one) => typeof one === 'string' && one !== '')
  if (lines.length + approval.attachments.length === 0) return null
  return (
    <div className="grid gap-0.5 text-small text-ink2">
      {lines.map((line) => (
        <span key={String(line)}>{line}</span>
      ))}
      {approval.attachments.map((file) => (
        <a
          key={file.id}
          href={file.url}
          className="inline-flex items-center gap-1 underline-offset-2 hover:underline max-phone:min-h-11"
        >
          <Icon name="clip" /> {file.name}
        </a>
      ))}
    </div>
  )
}

function Said({ approval, deciding }: { approval: ReplyApproval; deciding: Deciding }) {
  if (approval.changes) return <Changes changes={approval.changes} />
  if (!deciding.isEditing)
    return (
      <div className="rounded-[10px] bg-me px-3.5 py-2.5 text-read leading-[1.65] max-phone:px-3">
        <LinkedText text={approval.text} />
      </div>
    )
  return (
    <div className="rounded-[10px] border border-ai">
      <Suspense fallback={<Skeleton className="m-3 h-20" />}>
        <WritingField
          ref={deciding.editor}
          initialHtml={approval.html ?? textAsHtml(approval.text)}
          wish={1}
          name={m.reply_approvals_edit_text()}
          placeholder=""
          signs={[]}
          onSign={() => {}}
          onFiles={() => {}}
          onSend={deciding.approve}
          onChange={() => {}}
        />
      </Suspense>
    </div>
  )
}

function Decisions({ approval, deciding }: { approval: ReplyApproval; deciding: Deciding }) {
  const me = useMe()
  const isMine = approval.author.id === me?.id
  const leads = useLeads()
  const { isEditing, isBusy } = deciding
  if (isMine)
    return (
      <div className="flex flex-wrap items-center gap-2">
        <span className="flex-1 text-small text-ink3">{m.reply_approvals_own_waits()}</span>
        <Button isBusy={isBusy} onClick={deciding.withdraw}>
          {m.reply_approvals_withdraw()}
        </Button>
      </div>
    )
  if (!leads) return null
  if (deciding.isReturning) return <SendBack deciding={deciding} isAuthorGone={approval.isAuthorGone} />
  return (
    <>
      <CheckLines
        checks={deciding.checks}
        onShow={(found) => deciding.editor.current?.select(found)}
        onSend={deciding.approve}
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button look="danger" disabled={isBusy} onClick={() => deciding.askWhy(true)}>
          {m.reply_approvals_send_back()}
        </Button>
        <Button disabled={isBusy} onClick={() => deciding.edit(!isEditing)}>
          {isEditing ? m.reply_approvals_stop_editing() : m.reply_approvals_edit()}
        </Button>
        <Button look="primary" isBusy={isBusy} onClick={deciding.approve}>
          {isEditing ? m.reply_approvals_approve_edited() : m.reply_approvals_approve()}
        </Button>
      </div>
    </>
  )
}

function SendBack({ deciding, isAuthorGone }: { deciding: Deciding; isAuthorGone: boolean }) {
  const [comment, setComment] = useState('')
  const send = () => comment.trim() !== '' && deciding.sendBack(comment)
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextArea
        name={m.reply_approvals_comment()}
        hint={isAuthorGone ? m.reply_approvals_comment_hint_gone() : m.reply_approvals_comment_hint()}
        rows={3}
        maxLength={2_000}
        required
        autoFocus
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={() => deciding.askWhy(false)}>{m.reply_approvals_cancel()}</Button>
        <Button look="primary" type="submit" isBusy={deciding.isBusy} disabled={comment.trim() === ''}>
          {m.reply_approvals_do_send_back()}
        </Button>
      </div>
    </form>
  )
}
