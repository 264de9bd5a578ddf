import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { inputLook } from '#agent/kit/field.tsx'
import { Palette } from '#agent/kit/palette.tsx'
import { weekdayClockOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import { clockIn, eachMomentOnce, hourIn, localInput, momentOf, weekdayIn } from './composer/zones.ts'
import type { Changes } from './use-changes.ts'

type SnoozeProps = {
  conversation: ConversationPage
  changes: Changes
  onClose: () => void
  onNext: () => void
}

/** Until when it is out of sight; a message of the customer brings it back earlier. */
export function SnoozePalette({ conversation, changes, onClose, onNext }: SnoozeProps) {
  const [own, setOwn] = useState('')
  const zone = useMe()?.timeZone ?? 'Asia/Tokyo'
  const times = useSnoozeTimes(conversation.customer.id)
  const snooze = (until: Date | null, words: string) => {
    onClose()
    void changes.snooze(until?.toISOString() ?? null, words)
    onNext()
  }
  return (
    <Palette
      title={m.agent_snooze_until()}
      isOpen
      onClose={onClose}
      items={[
        ...times.map((one, at) => ({ id: String(at), name: one.name, hint: weekdayClockOf(one.at) })),
        { id: 'reply', name: m.agent_until_reply() },
      ]}
      onPick={({ id }) => {
        const time = times[Number(id)]
        if (time) snooze(time.at, weekdayClockOf(time.at))
        else snooze(null, m.agent_until_reply())
      }}
      footer={
        <form
          className="flex gap-2 border-t border-line p-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (own) snooze(momentOf(zone, own), weekdayClockOf(momentOf(zone, own)))
          }}
        >
          <input
            type="datetime-local"
            aria-label={m.agent_other_time()}
            required
            min={localInput(zone)}
            value={own}
            onChange={(event) => setOwn(event.target.value)}
            className={inputLook}
          />
          <Button type="submit">{m.agent_snooze()}</Button>
        </form>
      }
    />
  )
}

/** Times that people mean, on their own clock and on the customer's. */
export function useSnoozeTimes(customerId?: number): { name: string; at: Date }[] {
  const zone = useMe()?.timeZone ?? 'Asia/Tokyo'
  const customer = useAsk(
    'GET /api/customers/{id}',
    { params: { id: customerId ?? 0 } },
    { staleTime: 60_000, enabled: customerId !== undefined },
  ).data
  const theirs = customer?.clock
  return eachMomentOnce([
    { name: m.agent_in_one_hour(), at: new Date(Date.now() + 3_600_000) },
    { name: m.agent_in_three_hours(), at: new Date(Date.now() + 3 * 3_600_000) },
    ...(hourIn(zone) < 16 ? [{ name: m.agent_this_evening(), at: clockIn(zone, 0, 17) }] : []),
    { name: m.agent_tomorrow_morning(), at: clockIn(zone, 1, 9) },
    ...(theirs && theirs !== zone
      ? [{ name: m.agent_customer_morning(), at: clockIn(theirs, hourIn(theirs) < 8 ? 0 : 1, 9) }]
      : []),
    { name: m.agent_next_monday(), at: clockIn(zone, 8 - weekdayIn(zone), 9) },
    { name: m.agent_in_one_week(), at: clockIn(zone, 7, 9) },
  ])
}
