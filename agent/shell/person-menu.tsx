import { useNavigate } from '@tanstack/react-router'
import { m } from '#texts'
import { Avatar } from '../kit/avatar.tsx'
import { Menu } from '../kit/menu.tsx'
import { useChangeMe, useMe } from '../me.ts'
import { NoticesButton } from './notices.tsx'
import { useSignOut } from './use-sign-out.ts'

/** Who I am, in which language and light, and the way out. */
export function PersonMenu() {
  const me = useMe()
  const navigate = useNavigate()
  const changeMe = useChangeMe()
  const signOut = useSignOut()
  if (!me) return null
  return (
    <div className="flex items-center gap-1">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-[7px] px-2 hover:bg-paper max-phone:h-12"
          >
            <Avatar name={me.name} size={22} />
            <span className="truncate">{me.name}</span>
          </button>
        }
        entries={[
          {
            name: m.agent_settings_me(),
            run: () => void navigate({ to: '/settings/$page', params: { page: 'me' } }),
          },
          {
            name: me.locale === 'ja' ? 'English' : '日本語',
            run: () => changeMe({ locale: me.locale === 'ja' ? 'en' : 'ja' }),
          },
          'line',
          { name: themeName('light', me.theme), run: () => changeMe({ theme: 'light' }) },
          { name: themeName('dark', me.theme), run: () => changeMe({ theme: 'dark' }) },
          { name: themeName('system', me.theme), run: () => changeMe({ theme: 'system' }) },
          'line',
          { name: m.agent_sign_out(), run: signOut },
        ]}
      />
      <NoticesButton />
    </div>
  )
}

function themeName(theme: 'light' | 'dark' | 'system', now: string): string {
  const name = { light: m.agent_theme_light, dark: m.agent_theme_dark, system: m.agent_theme_system }[theme]()
  return theme === now ? `${name} ✓` : name
}
