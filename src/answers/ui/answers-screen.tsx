import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useActions } from '#agent/actions.ts'
import { useAsk } from '#agent/ask.ts'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { useLeads, useMe } from '#agent/me.ts'
import { TabbedScreen } from '#agent/shell/tabbed-screen.tsx'
import { m } from '#texts'
import { languageName } from '../../conversations/ui/words.ts'
import { FiguresTab } from './figures-tab.tsx'
import { InVain } from './in-vain.tsx'
import { ReplayTab } from './replay-tab.tsx'
import { type AnswersSearch, periods, tabs } from './searches.ts'

/** How many customers found the answer themselves, what they looked for in vain, and what another setting would do. */
export function AnswersScreen() {
  const search = useSearch({ strict: false }) as AnswersSearch
  const go = useNavigate()
  const me = useMe()
  const brand = me?.brands.find((one) => one.id === search.brand) ?? me?.brands[0]
  const mayTry = useLeads()
  const shown = tabs.filter((one) => one !== 'replay' || mayTry)
  const tab = shown.find((one) => one === search.tab) ?? 'figures'
  const change = (some: AnswersSearch) =>
    void go({ to: '/answers', search: { ...search, ...some }, replace: true })
  const days = search.days ?? 28
  const query = { brandId: brand?.id ?? 0, days, ...(search.language ? { locale: search.language } : {}) }
  const figures = useAsk('GET /api/answers/figures', { query }, { staleTime: 60_000, enabled: !!brand })
  const period = useRef<HTMLSelectElement>(null)
  useActions([
    {
      id: 'answers-period',
      name: m.answers_days(),
      keys: 'f',
      group: m.answers_title(),
      run: () => period.current?.focus(),
    },
  ])
  if (!brand) return <EmptyState title={m.answers_nothing_yet()} />
  return (
    <TabbedScreen
      id="answers"
      title={m.answers_title()}
      tabs={shown.map((key) => ({ key, name: tabName(key) }))}
      current={tab}
      onShow={(next) => change({ tab: next })}
      isWide
      beside={
        <>
          {me && me.brands.length > 1 && (
            <Pick
              name={m.answers_brand()}
              value={String(brand.id)}
              onPick={(id) => change({ brand: Number(id) })}
            >
              {me.brands.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Pick>
          )}
          {tab !== 'replay' && (
            <>
              <Pick
                ref={period}
                name={m.answers_days()}
                value={String(days)}
                onPick={(value) => change({ days: periods.find((one) => one === Number(value)) ?? 28 })}
              >
                {periods.map((one) => (
                  <option key={one} value={one}>
                    {periodName(one)}
                  </option>
                ))}
              </Pick>
              <Pick
                name={m.answers_figure_language()}
                value={search.language ?? ''}
                onPick={(value) => {
                  const { language: _, ...rest } = search
                  const language = value === 'ja' || value === 'en' ? { language: value as 'ja' | 'en' } : {}
                  void go({ to: '/answers', search: { ...rest, ...language }, replace: true })
                }}
              >
                <option value="">{m.answers_language_all()}</option>
                <option value="ja">{languageName('ja')}</option>
                <option value="en">{languageName('en')}</option>
              </Pick>
            </>
          )}
        </>
      }
    >
      {tab === 'replay' ? (
        <ReplayTab brandId={brand.id} />
      ) : figures.error ? (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : !figures.data ? (
        <Skeleton className="h-64" />
      ) : tab === 'searches' ? (
        <InVain searches={figures.data.searches} file={fileOf(query, 'searches')} />
      ) : (
        <FiguresTab figures={figures.data} fileOf={(table) => fileOf(query, table)} />
      )}
    </TabbedScreen>
  )
}

/** Where the same figures are as a file. */
function fileOf(query: Record<string, unknown>, table: string): string {
  const asked = Object.entries({ ...query, table }).map(([name, value]) => [name, String(value)])
  return `/api/answers/figures.csv?${new URLSearchParams(asked)}`
}

function Pick({
  ref,
  name,
  value,
  onPick,
  children,
}: {
  ref?: React.Ref<HTMLSelectElement>
  name: string
  value: string
  onPick: (value: string) => void
  children: ReactNode
}) {
  return (
    <span className="relative block w-[168px] max-phone:flex-1">
      <select
        ref={ref}
        aria-label={name}
        value={value}
        onChange={(event) => onPick(event.target.value)}
        className={cx(inputLook, 'appearance-none pr-8')}
      >
        {children}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-ink3">
        <Icon name="down" />
      </span>
    </span>
  )
}

const periodName = (days: (typeof periods)[number]): string =>
  ({ 7: m.answers_days_7, 28: m.answers_days_28, 90: m.answers_days_90, 365: m.answers_days_365 })[days]()

const tabName = (tab: (typeof tabs)[number]): string =>
  ({ figures: m.answers_self_resolved, searches: m.answers_in_vain, replay: m.answers_replay })[tab]()
