import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Popover } from '#agent/kit/popover.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { clockIn, eachMomentOnce, hourIn, localInput, momentOf, weekdayIn } from './zones.ts'

/** When it leaves: in the customer's morning before all, with both clocks shown. */
export function SendLater({
  customerId,
  isOff,
  onPick,
}: {
  customerId: number
  isOff: boolean
  onPick: (sendAt: string) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const [own, setOwn] = useState('')
  const me = useMe()
  const customer = useAsk(
    'GET /api/customers/{id}',
    { params: { id: customerId } },
    { staleTime: 60_000 },
  ).data
  const myZone = me?.timeZone ?? 'Asia/Tokyo'
  const theirZone = customer?.clock ?? myZone
  const pick = (at: Date) => {
    setOpen(false)
    onPick(at.toISOString())
  }
  const choices = eachMomentOnce([
    { name: m.agent_customer_morning(), at: clockIn(theirZone, hourIn(theirZone) < 8 ? 0 : 1, 9) },
    { name: m.agent_customer_monday(), at: clockIn(theirZone, 8 - weekdayIn(theirZone), 9) },
    { name: m.agent_my_tomorrow(), at: clockIn(myZone, 1, 9) },
    { name: m.agent_in_two_hours(), at: new Date(Date.now() + 2 * 3_600_000) },
  ])
  return (
    <Popover
      title={m.agent_send_later()}
      isOpen={isOpen}
      onChange={setOpen}
      trigger={
        <IconButton name={m.agent_send_later()} disabled={isOff}>
          <Icon name="clock" />
        </IconButton>
      }
    >
      <div className="-mx-2 grid">
        {choices.map((choice) => (
          <button
            key={choice.name}
            type="button"
            onClick={() => pick(choice.at)}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-[7px] px-2 py-1.5 text-left hover:bg-mat"
          >
            <span>{choice.name}</span>
            <span className="text-small">{weekdayClockOf(choice.at, theirZone)}</span>
            {theirZone !== myZone && (
              <span className="col-span-2 text-[11px] text-ink3">
                {m.agent_on_your_clock({ when: weekdayClockOf(choice.at, myZone) })}
              </span>
            )}
          </button>
        ))}
      </div>
      <form
        className="mt-2 flex gap-2 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (own) pick(momentOf(myZone, own))
        }}
      >
        <input
          type="datetime-local"
          aria-label={m.agent_other_time()}
          required
          min={localInput(myZone)}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
          className={inputLook}
        />
        <Button type="submit">{m.agent_schedule()}</Button>
      </form>
      {customer && !customer.clock && <p className="mt-2 text-[11px] text-ink3">{m.agent_zone_unknown()}</p>}
    </Popover>
  )
}
