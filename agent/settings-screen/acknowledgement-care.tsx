import { m } from '#texts'
import { channelName } from '../../src/conversations/ui/words.ts'
import type { Reply } from '../api.ts'
import { useAsk } from '../ask.ts'
import { FiguresTable } from '../kit/figures-table.tsx'
import { ErrorState, Skeleton } from '../kit/states.tsx'
import { spanOf } from '../kit/time.ts'
import { Section } from './page.tsx'

type Care = Reply<'GET /api/answers/care'>

/** How soon customers of a brand were told, and whether a person answered by the time they were told. */
export function AcknowledgementCare({ brandId }: { brandId: number }) {
  const asked = useAsk('GET /api/answers/care', { query: { brandId } }, { staleTime: 60_000 })
  return (
    <Section title={m.settings_ack_care()}>
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : !asked.data ? (
        <Skeleton className="h-24" />
      ) : asked.data.all.told === 0 ? (
        <p className="text-list text-ink3">{m.settings_ack_care_none()}</p>
      ) : (
        <CareTable care={asked.data} />
      )}
    </Section>
  )
}

function CareTable({ care }: { care: Care }) {
  const rows = [
    { name: m.settings_ack_care_all(), ...care.all },
    ...care.byChannel.map(({ channel, ...row }) => ({ name: channelName(channel), ...row })),
  ]
  return (
    <>
      <FiguresTable
        name={m.settings_ack_where()}
        columns={[
          m.settings_ack_care_told(),
          m.settings_ack_care_soon(),
          m.settings_ack_care_reply(),
          m.settings_ack_care_kept(),
        ]}
        rows={rows.map((row) => ({ name: row.name, cells: cellsOf(row) }))}
      />
      <p className="mt-2 text-small text-ink3">{m.settings_ack_care_hint()}</p>
    </>
  )
}

const cellsOf = (row: Care['all']) => [
  row.told,
  row.secondsToCare === null ? '—' : soonOf(row.secondsToCare),
  row.minutesToFirstReply === null ? '—' : spanOf(row.minutesToFirstReply),
  row.promisesOver === 0 ? '—' : m.settings_ack_care_of({ part: row.promisesKept, whole: row.promisesOver }),
]

const soonOf = (seconds: number) =>
  seconds < 60 ? m.settings_ack_care_seconds({ count: seconds }) : spanOf(Math.round(seconds / 60))
