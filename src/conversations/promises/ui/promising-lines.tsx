import type { ReactNode } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { Promised } from '../contract.ts'
import type { Found, Promising } from './use-promising.ts'
import { bothClocks } from './words.ts'

/** Above the sending: what this answer promises, which open promises it keeps, and what sounds like one. */
export function PromisingLines({
  promising,
  open,
  zone,
  onRecord,
}: {
  promising: Promising
  open: readonly Promised[]
  zone: { zone: string; isKnown: boolean }
  onRecord: (found: Found) => void
}) {
  const mine = useMe()?.timeZone ?? 'Asia/Tokyo'
  const { made, kept, postponed, found } = promising
  if (made.length + open.length + found.length === 0) return null
  return (
    <div className="grid gap-1 border-t border-line px-3.5 py-2 text-small">
      {made.map((wish) => (
        <Line key={`${wish.what}${wish.dueAt}`}>
          <span className="text-ai">
            <Icon name="flag" />
          </span>
          <span className="min-w-0 flex-1">
            {m.promises_will_be_made({ what: wish.what, when: bothClocks(wish.dueAt, mine, zone) })}
          </span>
          <IconButton name={m.promises_drop({ what: wish.what })} onClick={() => promising.drop(wish)}>
            <Icon name="close" />
          </IconButton>
        </Line>
      ))}
      {open.map((promise) => {
        const moved = postponed.find((one) => one.id === promise.id)
        return (
          <Line key={promise.id}>
            <label className="flex min-w-0 flex-1 items-center gap-2 max-phone:min-h-11">
              <input
                type="checkbox"
                checked={kept.includes(promise.id)}
                onChange={(event) => promising.keep(promise.id, event.target.checked)}
                className="size-3.5 shrink-0 accent-(--ai) max-phone:size-5"
              />
              <span className="min-w-0">
                {moved
                  ? m.promises_moves({ what: promise.what, when: bothClocks(moved.dueAt, mine, zone) })
                  : m.promises_keeps({ what: promise.what })}
              </span>
            </label>
            {moved && (
              <IconButton
                name={m.promises_drop({ what: promise.what })}
                onClick={() => promising.postpone(promise.id, undefined)}
              >
                <Icon name="close" />
              </IconButton>
            )}
          </Line>
        )
      })}
      <div aria-live="polite" className="grid gap-1">
        {found.map((one) => (
          <Line key={one.sentence}>
            <span className="min-w-0 flex-1 text-kohaku max-phone:basis-full">
              {m.promises_sounds_like({ sentence: one.sentence })}
            </span>
            <Button onClick={() => onRecord(one)}>{m.promises_record()}</Button>
            <Button look="quiet" onClick={() => promising.settle(one.sentence)}>
              {m.promises_is_none()}
            </Button>
          </Line>
        ))}
      </div>
    </div>
  )
}

const Line = ({ children }: { children: ReactNode }) => (
  <div className="flex min-h-7 items-center gap-2 max-phone:flex-wrap">{children}</div>
)
