import { useNavigate } from '@tanstack/react-router'
import { m } from '#texts'
import { Avatar } from '../kit/avatar.tsx'
import { Chip } from '../kit/chip.tsx'
import { Menu, type MenuEntry } from '../kit/menu.tsx'
import { say } from '../kit/toast.tsx'
import { useTell } from '../ask.ts'
import { useChangeMe, useMe } from '../me.ts'
import { NoticesButton } from './notices.tsx'
import { useSignOut } from './use-sign-out.ts'

/** Who I am, in which language and light, and the way out. */
export function PersonMenu() {
  const me = useMe()
  const navigate = useNavigate()
  const changeMe = useChangeMe()
  const signOut = useSignOut()
  const go = useTell('PUT /api/me/away', {
    stale: ['GET /api/me', 'GET /api/conversations'],
    onDone: sayWhere,
  })
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
            {me.isAway && <Chip tone="kohaku">{m.assignment_away()}</Chip>}
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
          ...awayEntries(me.isAway, go),
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

type Go = { mutate: (sent: { body: { isAway: boolean; handsBack?: boolean } }) => void }

const awayEntries = (isAway: boolean, go: Go): MenuEntry[] =>
  isAway
    ? [{ name: m.assignment_come_back(), run: () => go.mutate({ body: { isAway: false } }) }]
    : [
        { name: m.assignment_go_away(), run: () => go.mutate({ body: { isAway: true } }) },
        {
          name: m.assignment_go_away_back(),
          run: () => go.mutate({ body: { isAway: true, handsBack: true } }),
        },
      ]

function sayWhere({ awaySince, handedBack }: { awaySince: string | null; handedBack: number }): void {
  if (awaySince === null) say({ text: m.assignment_here() })
  else say({ text: handedBack > 0 ? m.assignment_gone_back({ count: handedBack }) : m.assignment_gone() })
}

function themeName(theme: 'light' | 'dark' | 'system', now: string): string {
  const name = { light: m.agent_theme_light, dark: m.agent_theme_dark, system: m.agent_theme_system }[theme]()
  return theme === now ? `${name} ✓` : name
}
