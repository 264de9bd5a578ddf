import { Link, useRouterState } from '@tanstack/react-router'
import { m } from '#texts'
import { cx } from '../kit/classes.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useWaiting } from './use-waiting.ts'

/** Within the thumb's reach; gone while a conversation is open, where its own actions stand. */
export function PhoneBar({ onMore }: { onMore: () => void }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const all = Object.values(useWaiting() ?? {})
  const waits = all.some(({ count }) => count > 0)
  const isLate = all.some((one) => one.isLate)
  if (/^\/inbox\/[^/]+\/\d+/.test(path)) return null
  return (
    <nav
      aria-label={m.agent_navigation()}
      className="grid grid-cols-4 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] phone:hidden"
    >
      <Link to="/inbox/$view" params={{ view: 'mine' }} className={look}>
        <Icon name="inbox" size={18} />
        {m.agent_inbox()}
      </Link>
      <Tab to="/search" icon="search" name={m.agent_search()} />
      <Tab to="/customers" icon="person" name={m.agent_customers()} />
      <button type="button" onClick={onMore} className={look}>
        <span className="relative">
          <Icon name="menu" size={18} />
          {waits && (
            <span
              aria-hidden
              className={cx(
                'absolute -top-0.5 -right-1.5 size-[7px] rounded-full',
                isLate ? 'bg-shu' : 'bg-kohaku',
              )}
            />
          )}
        </span>
        {m.agent_menu()}
        {waits && <span className="sr-only">{m.agent_something_waits()}</span>}
      </button>
    </nav>
  )
}

const look =
  'flex h-14 flex-col items-center justify-center gap-0.5 text-[11px] text-ink2 data-[status=active]:font-semibold data-[status=active]:text-ai'

function Tab({ to, icon, name }: { to: '/search' | '/customers'; icon: IconName; name: string }) {
  return (
    <Link to={to} className={look}>
      <Icon name={icon} size={18} />
      {name}
    </Link>
  )
}
