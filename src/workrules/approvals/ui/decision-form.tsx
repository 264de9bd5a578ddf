import { useRef, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { mistakeAt, mistakesBesides } from '#agent/kit/words.ts'
import { m } from '#texts'
import { aboutGrants } from '../../authority/ui/stale.ts'
import type { Approval } from '../contract.ts'

type Decision = 'approve' | 'refuse'

/** Yes or no, at the lower edge of the screen where a thumb is. */
export function DecisionForm({ approval }: { approval: Approval }) {
  const [comment, setComment] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const decide = useTell('POST /api/approvals/{id}/decision', {
    stale: aboutGrants,
    onDone: ({ state }) => {
      setComment('')
      say({
        text:
          state === 'approved'
            ? m.authority_approved_toast()
            : state === 'refused'
              ? m.authority_refused_toast()
              : m.authority_said_toast(),
      })
    },
    onRefused: (problem) => {
      // A no without its reason: the cursor goes to where it belongs.
      if (problem.field === 'comment') box.current?.querySelector('textarea')?.focus()
      return true
    },
  })
  const tell = (decision: Decision) =>
    decide.mutate({ params: { id: approval.id }, body: { decision, comment: comment.trim() } })
  const isOff = decide.isPending
  useActions([
    {
      id: 'approve',
      name: m.authority_approve(),
      keys: 'y',
      group: m.authority_approvals(),
      isOff,
      run: () => tell('approve'),
    },
    {
      id: 'refuse',
      name: m.authority_refuse(),
      keys: 'n',
      group: m.authority_approvals(),
      isOff,
      run: () => tell('refuse'),
    },
  ])
  const error = mistakesBesides(decide.error ?? undefined, ['comment'])
  return (
    <div ref={box} className="border-t border-line bg-paper pb-[env(safe-area-inset-bottom)]">
      <div className="mx-auto grid max-w-[680px] gap-3 px-8 py-3 max-phone:px-4">
        <TextArea
          name={m.authority_comment()}
          hint={m.authority_comment_hint()}
          error={mistakeAt(decide.error ?? undefined, 'comment')}
          rows={2}
          maxLength={2_000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        {error && (
          <p role="alert" className="text-small text-shu">
            {error}
          </p>
        )}
        <div className="grid grid-cols-2 gap-3 phone:flex phone:justify-end">
          <Button look="danger" keys="n" disabled={isOff} onClick={() => tell('refuse')}>
            {m.authority_refuse()}
          </Button>
          <Button look="primary" keys="y" isBusy={isOff} onClick={() => tell('approve')}>
            {m.authority_approve()}
          </Button>
        </div>
      </div>
    </div>
  )
}
