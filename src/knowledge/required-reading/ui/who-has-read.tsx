import { useAsk, useAskPages, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import type { ReadingPage } from '../contract.ts'

/** Each manual that has to be read, with how many have; opened, by name. */
export function WhoHasRead({
  opened,
  onOpen,
  onClose,
}: {
  opened: number | undefined
  onOpen: (id: number) => void
  onClose: () => void
}) {
  const pages = useAskPages('GET /api/required-readings', { query: {} }, { limit: 50 })
  return (
    <>
      <PagedList
        pages={pages}
        empty={m.required_reading_none_who()}
        emptyHint={m.required_reading_none_who_hint()}
        keyOf={(one) => one.id}
      >
        {(one) => (
          <button
            type="button"
            onClick={() => onOpen(one.id)}
            className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 py-2.5 text-left -outline-offset-2 max-phone:min-h-14"
          >
            <span className="min-w-0">
              <span className="block font-medium">{one.title}</span>
              <span className="block text-small text-ink2">
                {[
                  m.required_reading_version({ number: one.number }),
                  m.required_reading_due({ when: exactOf(one.dueAt) }),
                  m.required_reading_count({ confirmed: one.confirmed, asked: one.asked }),
                ].join(' · ')}
              </span>
              <span
                aria-hidden
                className="mt-1.5 block h-1 max-w-[320px] overflow-hidden rounded-full bg-mat"
              >
                <span
                  className="block h-full bg-ai"
                  style={{ width: `${Math.round((one.confirmed / Math.max(one.asked, 1)) * 100)}%` }}
                />
              </span>
            </span>
            {one.overdue > 0 && (
              <Chip tone="shu">{m.required_reading_overdue_count({ count: one.overdue })}</Chip>
            )}
          </button>
        )}
      </PagedList>
      {opened !== undefined && <Who id={opened} onClose={onClose} />}
    </>
  )
}

function Who({ id, onClose }: { id: number; onClose: () => void }) {
  const page = useAsk('GET /api/required-readings/{id}', { params: { id } })
  const remind = useTell('POST /api/required-readings/{id}/reminders', {
    onDone: () => say({ text: m.required_reading_reminded_toast() }),
  })
  const reading = page.data
  const isMissing = reading?.readers.some((one) => one.confirmedAt === null)
  return (
    <Dialog
      title={reading?.title ?? m.required_reading_tab_who()}
      isOpen
      onClose={onClose}
      width={620}
      footer={
        isMissing && (
          <Button isBusy={remind.isPending} onClick={() => remind.mutate({ params: { id } })}>
            {m.required_reading_remind()}
          </Button>
        )
      }
    >
      {page.isError && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <Skeleton className="h-48" />}
      {reading && (
        <ul>
          {reading.readers.map((one) => (
            <Reader key={one.staff.id} reader={one} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function Reader({ reader }: { reader: ReadingPage['readers'][number] }) {
  const { staff, teams, confirmedAt, isOverdue, dueAt, wrong } = reader
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line py-2 last:border-b-0">
      <span className="min-w-0">
        <span className="block">{staff.name}</span>
        <span className="block text-small text-ink2">
          {[
            teams.length > 0 ? teams.join(' · ') : m.required_reading_by_name(),
            confirmedAt
              ? m.required_reading_confirmed_at({ when: exactOf(confirmedAt) })
              : m.required_reading_due({ when: exactOf(dueAt) }),
            wrong > 0 ? m.required_reading_wrong_times({ count: wrong }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {confirmedAt ? (
        <Chip tone="matcha">{m.required_reading_done()}</Chip>
      ) : (
        <Chip tone={isOverdue ? 'shu' : 'kohaku'}>
          {isOverdue ? m.required_reading_overdue() : m.required_reading_missing()}
        </Chip>
      )}
    </li>
  )
}
