import { useEffect, useId, useRef, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { inputLook, Select, TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { exactOf, weekdayClockOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { PromiseWish } from '../wish.ts'
import { localInput, momentOf } from '../../ui/composer/zones.ts'
import { type Means, meansName } from './words.ts'

const means: readonly Means[] = ['reply', 'call', 'other']

/** What is promised and by when: times that the calendar offers, each on both clocks, or another one. */
export default function PromiseDialog({
  conversationId,
  title,
  save,
  initial,
  onlyTime = false,
  onTake,
  onClose,
}: {
  conversationId: number
  title: string
  save: string
  initial?: Partial<PromiseWish> | undefined
  onlyTime?: boolean
  onTake: (wish: PromiseWish, clocks: { customerZone: string }) => void
  onClose: () => void
}) {
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  const zone = useMe()?.timeZone ?? 'Asia/Tokyo'
  const [how, setHow] = useState<Means>(initial?.means ?? 'reply')
  const [what, setWhat] = useState(initial?.what ?? '')
  const [dueAt, setDueAt] = useState(initial?.dueAt)
  const times = useAsk('GET /api/conversations/{id}/promise-times', { params: { id: conversationId } }).data
  const isThere = times !== undefined
  useEffect(() => {
    // With nothing else to fill in, the keyboard waits for the times.
    if (onlyTime && isThere) first.current?.focus()
  }, [onlyTime, isThere])
  const usual = how === 'call' ? m.promises_usual_call() : m.promises_usual_reply()
  const chosen = dueAt ?? times?.items[0]?.dueAt
  const take = () => {
    if (!chosen || !times) return
    onTake({ what: what.trim() || usual, means: how, dueAt: chosen }, { customerZone: times.customerZone })
    onClose()
  }
  return (
    <FormDialog
      title={title}
      save={save}
      isReady={chosen !== undefined && isThere}
      initialFocus={first}
      onSave={take}
      onClose={onClose}
    >
      {!onlyTime && (
        <div className="grid grid-cols-[minmax(0,1fr)_150px] gap-3 max-phone:grid-cols-1">
          <TextField
            name={m.promises_what()}
            ref={first}
            value={what}
            placeholder={usual}
            maxLength={500}
            onChange={(event) => setWhat(event.target.value)}
          />
          <Select
            name={m.promises_means()}
            value={how}
            onChange={(event) => setHow(means.find((one) => one === event.target.value) ?? 'reply')}
            choices={means.map((one) => ({ value: one, name: meansName(one) }))}
          />
        </div>
      )}
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-small font-semibold text-ink2">{m.promises_by_when()}</legend>
        {times?.items.map((time) => (
          <label
            key={time.key}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 rounded-[7px] px-2 py-1 has-checked:bg-ai-soft max-phone:min-h-11 max-phone:items-center"
          >
            <input
              type="radio"
              name={`${id}-due`}
              {...(onlyTime && chosen === time.dueAt ? { ref: first } : {})}
              checked={chosen === time.dueAt}
              onChange={() => setDueAt(time.dueAt)}
              className="accent-(--ai)"
            />
            <span>{timeName(time.key)}</span>
            <span className="text-right text-small text-ink2">
              {weekdayClockOf(time.dueAt)}
              {times.isZoneKnown && times.customerZone !== zone && (
                <span className="block text-[11px] text-ink3">
                  {m.promises_on_their_clock({ when: weekdayClockOf(time.dueAt, times.customerZone) })}
                </span>
              )}
            </span>
          </label>
        ))}
        <label className="mt-1 grid gap-1 px-2 text-small text-ink2">
          {m.promises_other_time()}
          <input
            type="datetime-local"
            min={localInput(zone)}
            value={
              dueAt && !times?.items.some((one) => one.dueAt === dueAt)
                ? localInput(zone, new Date(dueAt))
                : ''
            }
            onChange={(event) =>
              setDueAt(event.target.value ? momentOf(zone, event.target.value).toISOString() : undefined)
            }
            className={inputLook}
          />
        </label>
        {chosen && times?.items.length === 0 && <p className="text-small text-ink3">{exactOf(chosen)}</p>}
      </fieldset>
      {times && !times.isZoneKnown && <p className="text-small text-ink3">{m.promises_zone_unknown()}</p>}
    </FormDialog>
  )
}

type TimeKey = 'two_hours' | 'today' | 'next_morning' | 'next_day' | 'three_days'

const timeName = (key: TimeKey): string =>
  ({
    two_hours: m.promises_time_two_hours,
    today: m.promises_time_today,
    next_morning: m.promises_time_next_morning,
    next_day: m.promises_time_next_day,
    three_days: m.promises_time_three_days,
  })[key]()
