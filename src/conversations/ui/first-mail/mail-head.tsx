import { useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { Address } from '../../contract.ts'
import { AddressLine } from '../composer/address-line.tsx'

export type Mail = { to: string; cc: Address[]; bcc: Address[]; subject: string }

/** To whom and about what; copies are asked for by few, so they come when called. */
export function MailHead({
  mail,
  onChange,
  isWrong,
  isNameless,
}: {
  mail: Mail
  onChange: (part: Partial<Mail>) => void
  isWrong: boolean
  isNameless: boolean
}) {
  const [hasCopies, setCopies] = useState(mail.cc.length + mail.bcc.length > 0)
  return (
    <>
      <div className={cx('grid gap-2', !hasCopies && 'grid-cols-[minmax(0,1fr)_auto]')}>
        <TextField
          name={m.agent_to()}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoFocus
          required
          value={mail.to}
          error={isWrong ? m.conversations_needs_recipient() : undefined}
          onChange={(event) => onChange({ to: event.target.value })}
        />
        {!hasCopies && (
          <Button look="quiet" className="mt-[23px] h-8" onClick={() => setCopies(true)}>
            {m.conversations_copies()}
          </Button>
        )}
      </div>
      {hasCopies && (
        <div className="grid gap-px rounded-[7px] border border-line px-2.5 py-1 text-small">
          <AddressLine name={m.agent_cc()} addresses={mail.cc} isFirst onChange={(cc) => onChange({ cc })} />
          <AddressLine name={m.agent_bcc()} addresses={mail.bcc} onChange={(bcc) => onChange({ bcc })} />
        </div>
      )}
      <TextField
        name={m.agent_subject()}
        required
        value={mail.subject}
        error={isNameless ? m.conversations_needs_subject() : undefined}
        onChange={(event) => onChange({ subject: event.target.value })}
      />
    </>
  )
}
