import { Link } from '@tanstack/react-router'
import { m } from '#texts'
import { useAsk } from '../ask.ts'
import { IconButton } from '../kit/button.tsx'
import { cx } from '../kit/classes.ts'
import { Icon } from '../kit/icon.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { useMe } from '../me.ts'
import { useWaiting } from './use-waiting.ts'
import { NavGroup, NavPlace, placeLook } from './nav-group.tsx'
import { PersonMenu } from './person-menu.tsx'
import { deskViews, viewName } from './views.ts'

const rare = new Set(['resolved', 'spam', 'all'])

/** Where to go: views and what else waits for me, what is kept, what the desk is run by, and who I am. */
export function Nav({ onBar, onClose }: { onBar: () => void; onClose: () => void }) {
  const me = useMe()
  const views = useAsk('GET /api/views', {}, { staleTime: 5_000 }).data
  const waiting = useWaiting()
  const work = [
    { to: '/promises', name: m.promises_title(), waiting: waiting?.promises },
    { to: '/tasks', name: m.tasks_title(), waiting: waiting?.tasks },
    { to: '/escalations', name: m.escalation_title(), waiting: waiting?.escalations },
    { to: '/approvals', name: m.authority_approvals(), waiting: waiting?.approvals },
    { to: '/reply-approvals', name: m.reply_approvals_title(), waiting: waiting?.replyApprovals },
    { to: '/readings', name: m.required_reading_nav(), waiting: waiting?.readings },
  ] as const
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
        <NavGroup
          group="work"
          name={m.agent_group_promised()}
          within={/^\/(promises|tasks|escalations|approvals|reply-approvals|readings)/}
          waits={work.map(({ waiting }) => waiting)}
        >
          {work.map((place) => (
            <NavPlace key={place.to} {...place} />
          ))}
        </NavGroup>
        {views && views.savedViews.length > 0 && (
          <NavGroup group="saved" name={m.agent_saved_views()} within={/^\/inbox\/\d/}>
            {views.savedViews.map((view) => (
              <Place key={view.id} view={String(view.id)} name={view.name} count={view} hasDot={false} />
            ))}
          </NavGroup>
        )}
        <NavGroup group="archive" name={m.agent_archive()} within={/^\/inbox\/(resolved|spam|all)/}>
          {deskViews
            .filter(({ view }) => rare.has(view))
            .map(({ view }) => (
              <Place key={view} view={view} name={viewName(view)} hasDot={false} />
            ))}
        </NavGroup>
        <NavGroup
          group="operation"
          name={m.agent_operation()}
          within={/^\/(customers|complaints|flows|knowledge|answers|settings)/}
          waits={[waiting?.flows]}
        >
          <NavPlace to="/customers" name={m.agent_customers()} />
          <NavPlace to="/complaints" name={m.complaints_title()} />
          <NavPlace to="/flows" name={m.flows_title()} waiting={waiting?.flows} />
          <NavPlace to="/knowledge" name={m.knowledge_title()} />
          <NavPlace to="/answers" name={m.answers_title()} />
          <Link to="/settings/$page" params={{ page: 'me' }} activeOptions={{ exact: false }} {...placeLook}>
            {m.agent_settings()}
          </Link>
        </NavGroup>
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
