import type { Reply } from '#agent/api.ts'
import { EmptyState } from '#agent/kit/states.tsx'
import { agoOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { languageName } from '../../conversations/ui/words.ts'
import { FileLink, Table } from './figures-table.tsx'

type Searches = Reply<'GET /api/answers/figures'>['searches']

/** What customers looked for and did not find: what should be written next. */
export function InVain({ searches, file }: { searches: Searches; file: string }) {
  const { all, opened, withoutResult, inVain } = searches
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-center gap-4">
        <p className="min-w-0 flex-1 text-list text-ink2">
          {m.answers_in_vain_of({ count: withoutResult, all, opened })}
        </p>
        <FileLink href={file} />
      </div>
      {inVain.length === 0 ? (
        <div className="h-32">
          <EmptyState title={m.answers_in_vain_none()} />
        </div>
      ) : (
        <Table
          name={m.answers_in_vain()}
          head={[m.answers_figure_query(), m.answers_figure_language(), m.answers_figure_times(), '']}
          rows={inVain.map((one) => ({
            key: `${one.query} ${one.locale}`,
            cells: [one.query, languageName(one.locale), one.count, agoOf(one.lastAt)],
          }))}
        />
      )}
    </section>
  )
}
