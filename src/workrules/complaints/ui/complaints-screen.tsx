import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAsk, useAskPages } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Select } from '#agent/kit/field.tsx'
import { PagedList } from '#agent/kit/paged-list.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { ConversationRowLink } from '../../../conversations/ui/conversation-row-link.tsx'
import { customerName, subjectOf } from '../../../conversations/ui/words.ts'
import { temperatureName, temperatures, temperatureTone } from '../../escalation/ui/words.ts'
import type { Complaint } from '../contract.ts'
import { type ComplaintsSearch, states } from './searches.ts'
import { severities, severityName, severityTone, stateName, stateTone } from './words.ts'

/** Complaints by what they weigh and how heated they are: two questions, two axes. */
export function ComplaintsScreen() {
  const search = useSearch({ strict: false }) as ComplaintsSearch
  const go = useNavigate()
  const change = (part: ComplaintsSearch) =>
    void go({ to: '/complaints', search: clean({ ...search, ...part }), replace: true })
  const filter = { state: search.state ?? 'all', of: search.of ?? 'open' } as const
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <div className="border-b border-line">
        <div className="mx-auto flex max-w-[900px] flex-wrap items-end gap-x-4 gap-y-2 px-8 py-3 max-phone:px-4">
          <h1 className="flex-1 text-[18px] max-phone:basis-full">{m.complaints_title()}</h1>
          <div className="flex gap-4 max-phone:w-full max-phone:[&>*]:min-w-0 max-phone:[&>*]:flex-1">
            <Select
              name={m.complaints_filter_state()}
              value={filter.state}
              onChange={(event) => change({ state: states.find((one) => one === event.target.value) })}
              choices={states.map((one) => ({ value: one, name: filterName(one) }))}
            />
            <Select
              name={m.complaints_filter_of()}
              value={filter.of}
              onChange={(event) => change({ of: event.target.value === 'over' ? 'over' : undefined })}
              choices={[
                { value: 'open', name: m.complaints_of_open() },
                { value: 'over', name: m.complaints_of_over() },
              ]}
            />
          </div>
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-[900px] px-8 py-6 max-phone:px-4">
          <Matrix filter={filter} search={search} onChoose={change} />
          <List
            query={{
              ...filter,
              ...(search.severity ? { severity: search.severity } : {}),
              ...(search.temperature ? { temperature: search.temperature } : {}),
            }}
          />
        </div>
      </div>
    </main>
  )
}

type Filter = { state: (typeof states)[number]; of: 'open' | 'over' }

/** How many of each; a press shows those alone, a second one all again. */
function Matrix({
  filter,
  search,
  onChoose,
}: {
  filter: Filter
  search: ComplaintsSearch
  onChoose: (part: ComplaintsSearch) => void
}) {
  const counts = useAsk('GET /api/complaints/counts', { query: filter }).data?.items ?? []
  const countOf = (severity: Complaint['severity'], temperature: Complaint['temperature']) =>
    counts.find((one) => one.severity === severity && one.temperature === temperature)?.count ?? 0
  return (
    <div className="mb-7 overflow-x-auto" tabIndex={0} role="region" aria-label={m.complaints_matrix()}>
      <table className="w-full table-fixed border-separate border-spacing-1 text-center text-small max-phone:border-spacing-0.5 max-phone:text-[11px]">
        <thead>
          <tr>
            <th scope="col" className="text-left font-normal text-ink3 [word-break:keep-all]">
              {m.complaints_matrix()}
            </th>
            {temperatures.map((temperature) => (
              <th key={temperature} scope="col" className="font-semibold text-ink2">
                {temperatureName(temperature)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {severities.toReversed().map((severity) => (
            <tr key={severity}>
              <th scope="row" className="text-left font-semibold text-ink2">
                {severityName(severity)}
              </th>
              {temperatures.map((temperature) => {
                const count = countOf(severity, temperature)
                const isOn = search.severity === severity && search.temperature === temperature
                return (
                  <td key={temperature}>
                    <button
                      type="button"
                      aria-pressed={isOn}
                      aria-label={m.complaints_cell({
                        severity: severityName(severity),
                        temperature: temperatureName(temperature),
                        count,
                      })}
                      disabled={count === 0 && !isOn}
                      onClick={() =>
                        onChoose(
                          isOn ? { severity: undefined, temperature: undefined } : { severity, temperature },
                        )
                      }
                      className={cx(
                        'min-h-9 w-full rounded-[7px] text-center text-list tabular-nums max-phone:min-h-11',
                        isOn
                          ? 'bg-ai font-semibold text-on-ai'
                          : count > 0
                            ? 'bg-ai-soft text-ai'
                            : 'bg-mat text-ink3',
                      )}
                    >
                      {count}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function List({
  query,
}: {
  query: Filter & { severity?: Complaint['severity']; temperature?: Complaint['temperature'] }
}) {
  const pages = useAskPages('GET /api/complaints', { query }, { limit: 50 })
  return (
    <PagedList pages={pages} empty={m.complaints_none()} keyOf={(one) => one.id}>
      {(one) => <Line complaint={one} />}
    </PagedList>
  )
}

function Line({ complaint }: { complaint: Complaint }) {
  const { conversation, customer, facts, state, severity, temperature, changedSince } = complaint
  return (
    <ConversationRowLink id={conversation.id}>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{customerName({ name: customer.name, address: null })}</span>
        <Chip tone={severityTone(severity)}>{severityName(severity)}</Chip>
        <Chip tone={temperatureTone(temperature)}>{temperatureName(temperature)}</Chip>
        <Chip tone={stateTone(state)}>{stateName(state)}</Chip>
        {changedSince.length > 0 && <Chip tone="kohaku">{m.complaints_changed_chip()}</Chip>}
      </span>
      <span className="line-clamp-2">{facts.what || subjectOf(conversation.subject)}</span>
      <span className="text-small text-ink3">
        {[
          facts.wish && m.complaints_wished({ wish: facts.wish }),
          facts.orderNumber,
          whenOf(complaint.changedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </ConversationRowLink>
  )
}

const filterName = (state: (typeof states)[number]): string =>
  ({
    all: m.complaints_filter_all,
    unconfirmed: m.complaints_filter_unconfirmed,
    confirmed: m.complaints_state_confirmed,
    changed: m.complaints_changed_chip,
  })[state]()

/** Only what was chosen stands in the address. */
function clean(search: ComplaintsSearch): ComplaintsSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== 'all' && value !== 'open'),
  )
}
