import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { m } from '#texts'
import { useAsk } from '../ask.ts'
import { IconButton } from '../kit/button.tsx'
import { cx } from '../kit/classes.ts'
import { Icon } from '../kit/icon.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { useMe } from '../me.ts'
import { PersonMenu } from './person-menu.tsx'
import { deskViews, viewName } from './views.ts'

const rare = new Set(['resolved', 'spam', 'all'])

/** Where to go: views with what waits in them, customers, settings, and who I am. */
export function Nav({ onBar, onClose }: { onBar: () => void; onClose: () => void }) {
  const me = useMe()
  const views = useAsk('GET /api/views', {}, { staleTime: 5_000 }).data
  const countOf = (view: string) => views?.views.find((one) => one.view === view)
  return (
    <nav
      aria-label={m.agent_navigation()}
      className="flex h-full flex-col gap-0.5 px-2.5 pt-3.5 pb-2.5 max-phone:px-4"
    >
      <div className="flex items-center gap-2 px-2 pb-3">
        <span
          className="grid size-[22px] shrink-0 grid-rows-[5px_2px_7px_3px] rounded-[6px] bg-ai px-1"
          aria-hidden
        >
          <span className="row-start-2 rounded-[2px] bg-on-ai opacity-60" />
          <span className="row-start-4 rounded-[2px] bg-on-ai" />
        </span>
        <span className="truncate text-read font-semibold">{me?.organisation.name}</span>
        <span className="flex-1" />
        <IconButton name={m.agent_close()} className="phone:hidden" onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {deskViews
          .filter(({ view }) => !rare.has(view))
          .map(({ view }) => (
            <Place
              key={view}
              view={view}
              name={viewName(view)}
              count={countOf(view)}
              isLoud={view === 'mentions'}
            />
          ))}
        {views && views.savedViews.length > 0 && <Heading>{m.agent_saved_views()}</Heading>}
        {views?.savedViews.map((view) => (
          <Place key={view.id} view={String(view.id)} name={view.name} count={view} hasDot={false} />
        ))}
        <Heading>{m.agent_archive()}</Heading>
        {deskViews
          .filter(({ view }) => rare.has(view))
          .map(({ view }) => (
            <Place key={view} view={view} name={viewName(view)} hasDot={false} />
          ))}
        <Heading>{m.agent_operation()}</Heading>
        <Link to="/promises" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.promises_title()}
        </Link>
        <Link to="/tasks" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.tasks_title()}
        </Link>
        <Link to="/escalations" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.escalation_title()}
        </Link>
        <Link to="/approvals" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.authority_approvals()}
        </Link>
        <Link to="/flows" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.flows_title()}
        </Link>
        <Link to="/reply-approvals" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.reply_approvals_title()}
        </Link>
        <Link to="/complaints" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.complaints_title()}
        </Link>
        <Link to="/customers" {...placeLook}>
          {m.agent_customers()}
        </Link>
        <Link to="/knowledge" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.knowledge_title()}
        </Link>
        <Link to="/readings" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.required_reading_nav()}
        </Link>
        <Link to="/answers" activeOptions={{ includeSearch: false }} {...placeLook}>
          {m.answers_title()}
        </Link>
        <Link to="/settings/$page" params={{ page: 'me' }} activeOptions={{ exact: false }} {...placeLook}>
          {m.agent_settings()}
        </Link>
      </div>
      <button
        type="button"
        onClick={onBar}
        className="flex min-h-[30px] items-center justify-between rounded-[6px] px-2 text-ink2 hover:text-ink max-phone:hidden"
      >
        {m.agent_command_bar()}
        <Kbd keys="mod+k" />
      </button>
      <PersonMenu />
    </nav>
  )
}

const placeLook = {
  className:
    'flex min-h-[30px] items-center gap-[9px] rounded-[6px] px-2 py-1 text-ink2 hover:text-ink max-phone:min-h-11 data-[status=active]:bg-paper data-[status=active]:font-semibold data-[status=active]:text-ink data-[status=active]:shadow-[0_0_0_1px_var(--line)]',
}

function Place({
  view,
  name,
  count,
  hasDot = true,
  isLoud = false,
}: {
  view: string
  name: string
  count?: { count: number; isMore: boolean } | undefined
  hasDot?: boolean
  isLoud?: boolean
}) {
  const waits = (count?.count ?? 0) > 0
  return (
    <Link to="/inbox/$view" params={{ view }} {...placeLook} className={cx(placeLook.className, 'group')}>
      {hasDot && (
        <span
          aria-hidden
          className={cx(
            'size-[7px] shrink-0 rounded-full group-data-[status=active]:bg-ai',
            isLoud && waits ? 'bg-kohaku' : 'bg-ink3',
          )}
        />
      )}
      <span className="truncate">{name}</span>
      {waits && (
        <span className={cx('ml-auto text-[11px] font-normal', isLoud ? 'text-kohaku' : 'text-ink3')}>
          {count?.count}
          {count?.isMore && '+'}
        </span>
      )}
    </Link>
  )
}

function Heading({ children }: { children: ReactNode }) {
  return <h2 className="mx-2 mt-3.5 mb-1 text-[11px] font-semibold tracking-[.02em] text-ink3">{children}</h2>
}
