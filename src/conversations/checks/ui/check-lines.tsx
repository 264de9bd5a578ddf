import { useId } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Kbd } from '#agent/kit/kbd.tsx'
import { m } from '#texts'
import type { Finding } from '../contract.ts'
import type { Checks } from './use-checks.ts'

type LinesProps = {
  checks: Checks
  /** Marks the words in the text. */
  onShow: (found: string) => void
  onSend: () => void
}

/** Above the sending: what to look at before it leaves. Said aloud once it was to be sent. */
export function CheckLines({ checks, onShow, onSend }: LinesProps) {
  const { refused, found } = checks
  if (refused) return <Refused {...{ checks, onShow, onSend }} findings={refused.findings} />
  // Promises have lines of their own beside the writing.
  const shown = found.filter((one) => one.check !== 'promise')
  if (shown.length === 0) return <div aria-live="polite" />
  return (
    <div aria-live="polite" className="grid gap-1 border-t border-line px-3.5 py-2 text-small">
      {shown.map((one) => (
        <Line key={one.id} finding={one} onShow={onShow} />
      ))}
    </div>
  )
}

function Refused({ checks, findings, onShow, onSend }: LinesProps & { findings: Finding[] }) {
  const isStopped = findings.some((one) => one.level === 'block')
  const mayPass = checks.refused?.mayPass === true
  return (
    <div
      role="alert"
      className={cx(
        'mx-3.5 my-2 grid gap-1.5 rounded-[8px] px-3 py-2.5 text-small',
        isStopped ? 'bg-shu-soft' : 'bg-kohaku-soft',
      )}
    >
      <b className={isStopped ? 'text-shu' : 'text-kohaku'}>{m.checks_look_through()}</b>
      {findings.map((one) => (
        <Line key={one.id} finding={one} onShow={onShow} />
      ))}
      {isStopped ? (
        <>{mayPass ? <Reason checks={checks} onSend={onSend} /> : <p>{m.checks_stopped()}</p>}</>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <span className="flex-1 text-ink2">
            {m.checks_again()} <Kbd keys="mod+enter" />
          </span>
          <Button onClick={onSend}>{m.checks_ok()}</Button>
        </div>
      )}
    </div>
  )
}

function Reason({ checks, onSend }: { checks: Checks; onSend: () => void }) {
  const id = useId()
  return (
    <div className="mt-1 grid gap-1">
      <label htmlFor={id} className="font-semibold text-ink2">
        {m.checks_reason()}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          maxLength={500}
          aria-describedby={`${id}-hint`}
          value={checks.reason}
          onChange={(event) => checks.setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || checks.reason.trim() === '') return
            event.preventDefault()
            onSend()
          }}
          className={cx(inputLook, 'min-w-[200px] flex-1 basis-0')}
        />
        <Button disabled={checks.reason.trim() === ''} onClick={onSend} className="h-8">
          {m.checks_send_with_reason()}
        </Button>
      </div>
      <span id={`${id}-hint`} className="text-ink2">
        {m.checks_reason_hint()}
      </span>
    </div>
  )
}

function Line({ finding, onShow }: { finding: Finding; onShow: (found: string) => void }) {
  return (
    <div className="flex min-h-7 items-start gap-2">
      <span className="min-w-0 flex-1 py-1">
        <span className={finding.level === 'block' ? 'text-shu' : 'text-kohaku'}>{finding.what}</span>
        {finding.advice && <span className="ml-1.5 text-ink2">{finding.advice}</span>}
      </span>
      {finding.found !== '' && (
        <Button look="quiet" onClick={() => onShow(finding.found)}>
          {m.checks_look()}
        </Button>
      )}
    </div>
  )
}
