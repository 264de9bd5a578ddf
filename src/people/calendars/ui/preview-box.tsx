import { cx } from '#agent/kit/classes.ts'
import { exactOf } from '#agent/kit/time.ts'
import { Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Preview } from '../contract.ts'
import { dateName, zoneName } from './words.ts'

type Props = { preview: Preview | undefined; zone: string; mistake: string | undefined }

/** What the calendar means from now on: open or not, until when, and the two weeks ahead. */
export function PreviewBox({ preview, zone, mistake }: Props) {
  return (
    <section
      aria-label={m.calendars_preview()}
      className="mt-5 rounded-[10px] border border-line bg-mat px-4 py-3"
    >
      <p role="status" className={cx('text-list', mistake ? 'text-shu' : 'font-medium')}>
        {mistake ?? (preview && sentence(preview, zone))}
      </p>
      {preview ? (
        <ol className={cx('mt-2.5 grid grid-cols-7 gap-1 max-phone:grid-cols-4', mistake && 'opacity-40')}>
          {preview.days.map((day) => (
            <DayCell key={day.date} day={day} />
          ))}
        </ol>
      ) : (
        <Skeleton className="mt-2 h-24" />
      )}
      <p className="mt-2 text-small text-ink3">{m.calendars_on_clock({ zone: zoneName(zone) })}</p>
    </section>
  )
}

function sentence({ isOpen, changesAt }: Preview, zone: string): string {
  const time = changesAt === null ? '' : exactOf(changesAt, zone)
  if (isOpen) return changesAt === null ? m.calendars_always_open() : m.calendars_open_until({ time })
  return changesAt === null ? m.calendars_never() : m.calendars_opens_at({ time })
}

function DayCell({ day }: { day: Preview['days'][number] }) {
  const isClosed = day.intervals.length === 0
  const why = day.because?.[getLocale() === 'ja' ? 'ja' : 'en']
  return (
    <li
      className={cx(
        'min-h-[68px] min-w-0 rounded-[6px] px-1.5 py-1 text-micro leading-[1.45]',
        isClosed ? 'text-ink3' : 'bg-paper text-ink',
      )}
    >
      <span className="block font-semibold">{dateName(day.date)}</span>
      {day.intervals.map(([from, to]) => (
        <span key={from} className="block tabular-nums">
          {from}–{to}
        </span>
      ))}
      {isClosed && <span className="line-clamp-2 block">{why ?? m.calendars_closed()}</span>}
    </li>
  )
}
