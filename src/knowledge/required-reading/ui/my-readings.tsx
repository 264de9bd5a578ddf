import { useAsk } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { MyReading } from '../contract.ts'

/** My list, next due first; or what I have confirmed. */
export function MyReadings({ isRead, onOpen }: { isRead: boolean; onOpen: (id: number) => void }) {
  const list = useAsk('GET /api/my-readings', { query: { state: isRead ? 'confirmed' : 'open' } })
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Skeleton className="h-40" />
  const { items } = list.data
  if (items.length === 0)
    return <EmptyState title={isRead ? m.required_reading_none_read() : m.required_reading_none_mine()} />
  return (
    <ul className="border-t border-line">
      {items.map((reading) => (
        <li key={reading.id} className="border-b border-line">
          <button
            type="button"
            onClick={() => onOpen(reading.id)}
            className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 py-2.5 text-left -outline-offset-2 max-phone:min-h-14"
          >
            <span className="min-w-0">
              <span className="block font-medium">{reading.title}</span>
              <span className="block text-small text-ink2">
                {[
                  reading.brandName,
                  m.required_reading_version({ number: reading.number }),
                  reading.confirmedAt
                    ? m.required_reading_confirmed_at({ when: exactOf(reading.confirmedAt) })
                    : m.required_reading_due({ when: exactOf(reading.dueAt) }),
                ].join(' · ')}
              </span>
            </span>
            <Mark reading={reading} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Mark({ reading }: { reading: MyReading }) {
  if (reading.isOverdue) return <Chip tone="shu">{m.required_reading_overdue()}</Chip>
  if (reading.isNewVersion && reading.confirmedAt === null)
    return <Chip tone="kohaku">{m.required_reading_new_version()}</Chip>
  return null
}
