import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { m } from '#texts'
import { cx } from '../kit/classes.ts'
import { inputLook } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { EmptyState, Skeleton } from '../kit/states.tsx'
import { useMe } from '../me.ts'
import { AskedFirst } from './ask-first.tsx'
import { type Group, groups, rank } from './pages.ts'

export function SettingsScreen() {
  const me = useMe()
  const { page } = useParams({ strict: false })
  const role = me?.role ?? 'read_only'
  const open = groups
    .map((group) => ({ ...group, pages: group.pages.filter((one) => rank[role] >= rank[one.least]) }))
    .filter((group) => group.pages.length > 0)
  const shown = open.flatMap((group) => group.pages).find((one) => one.page === page)
  return (
    <div className="grid h-full grid-cols-[200px_minmax(0,1fr)] border-l border-line bg-paper max-phone:grid-cols-1 max-phone:grid-rows-[auto_minmax(0,1fr)] max-phone:border-l-0">
      <PlaceChoice groups={open} page={shown?.page} />
      <nav
        aria-label={m.agent_settings()}
        className="overflow-y-auto border-r border-line px-3 py-4 max-phone:hidden"
      >
        {open.map((group) => (
          <div key={group.name()} className="mb-3">
            <h2 className="mx-2 mb-1 text-micro font-semibold text-ink3">{group.name()}</h2>
            {group.pages.map((one) => (
              <Link
                key={one.page}
                to="/settings/$page"
                params={{ page: one.page }}
                className={cx(
                  'flex min-h-[30px] items-center rounded-[6px] px-2 whitespace-nowrap text-ink2 hover:text-ink',
                  'data-[status=active]:bg-mat data-[status=active]:font-semibold data-[status=active]:text-ink',
                )}
              >
                {one.name()}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <main className="overflow-y-auto">
        <div className="mx-auto max-w-[720px] px-8 py-7 max-phone:px-4 max-phone:py-4">
          <Suspense fallback={<Skeleton className="h-40" />}>
            {shown ? <shown.screen /> : <EmptyState title={m.agent_no_such_page()} />}
          </Suspense>
          <AskedFirst />
        </div>
      </main>
    </div>
  )
}

/** On a phone the pages are chosen from one list, since beside each other they do not fit. */
function PlaceChoice({ groups, page }: { groups: Group[]; page: string | undefined }) {
  const go = useNavigate()
  return (
    <nav aria-label={m.agent_settings()} className="relative border-b border-line px-4 py-2 phone:hidden">
      <select
        aria-label={m.agent_settings()}
        value={page ?? ''}
        onChange={(event) => void go({ to: '/settings/$page', params: { page: event.target.value } })}
        className={cx(inputLook, 'appearance-none pr-8 font-semibold')}
      >
        {groups.map((group) => (
          <optgroup key={group.name()} label={group.name()}>
            {group.pages.map((one) => (
              <option key={one.page} value={one.page}>
                {one.name()}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-7 grid place-items-center text-ink3">
        <Icon name="down" />
      </span>
    </nav>
  )
}
