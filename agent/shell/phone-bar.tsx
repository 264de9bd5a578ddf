import { Link, useRouterState } from '@tanstack/react-router'
import { m } from '#texts'
import { Icon, type IconName } from '../kit/icon.tsx'

/** Within the thumb's reach; gone while a conversation is open, where its own actions stand. */
export function PhoneBar({ onMore }: { onMore: () => void }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
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
        <Icon name="menu" size={18} />
        {m.agent_menu()}
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
