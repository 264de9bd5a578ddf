import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { m } from '#texts'
import { useActions } from '../actions.ts'
import { cx } from '../kit/classes.ts'
import { startLive, useLiveState } from '../live.ts'
import { useMe, useMySettings } from '../me.ts'
import { Nav } from './nav.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { useNavActions } from './use-nav-actions.ts'

const CommandBar = lazy(() => import('./command-bar.tsx'))
const KeySheet = lazy(() => import('./key-sheet.tsx'))
const NewConversation = lazy(() => import('../../src/conversations/ui/first-mail/new-conversation.tsx'))

/** What stands around every screen: where to go on the left, the screen beside it. On a phone one of them at a time. */
export function Shell() {
  const me = useMe()
  const client = useQueryClient()
  const [layer, setLayer] = useState<'bar' | 'keys' | 'new'>()
  const [isNavOpen, setNavOpen] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useMySettings(me)
  useEffect(() => startLive(client), [client])
  useEffect(() => setNavOpen(false), [path])
  useNavActions()
  useActions([
    {
      id: 'bar',
      name: m.agent_command_bar(),
      keys: 'mod+k',
      group: m.agent_group_desk(),
      whileTyping: true,
      inLayers: true,
      isHidden: true,
      run: () => setLayer('bar'),
    },
    {
      id: 'keys',
      name: m.agent_key_sheet(),
      keys: '?',
      group: m.agent_group_desk(),
      run: () => setLayer('keys'),
    },
    {
      id: 'new',
      name: m.agent_new_conversation(),
      keys: 'c',
      group: m.agent_group_desk(),
      run: () => setLayer('new'),
    },
  ])
  const close = () => setLayer(undefined)
  return (
    <div className="grid h-full grid-cols-[208px_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] max-phone:grid-cols-[minmax(0,1fr)]">
      <SkipToMain />
      <Connection />
      <div
        className={cx(
          'min-h-0',
          isNavOpen
            ? 'max-phone:fixed max-phone:inset-0 max-phone:z-20 max-phone:bg-mat'
            : 'max-phone:hidden',
        )}
      >
        <Nav onBar={() => setLayer('bar')} onClose={() => setNavOpen(false)} />
      </div>
      <div className="grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)_auto]">
        <div className="min-h-0 min-w-0">
          <Outlet />
        </div>
        <PhoneBar onMore={() => setNavOpen(true)} />
      </div>
      <Suspense>
        {layer === 'bar' && <CommandBar onClose={close} />}
        {layer === 'keys' && <KeySheet onClose={close} />}
        {layer === 'new' && <NewConversation onClose={close} />}
      </Suspense>
    </div>
  )
}

/** The first stop of the Tab key: past everything that stands on every screen. */
function SkipToMain() {
  const skip = () => {
    const main = document.querySelector('main')
    main?.setAttribute('tabindex', '-1')
    main?.focus()
  }
  return (
    <button
      type="button"
      onClick={skip}
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-[7px] focus:bg-paper focus:px-3 focus:py-2 focus:shadow-float"
    >
      {m.agent_skip()}
    </button>
  )
}

/** Said only when the desk cannot be heard; what was written meanwhile stays where it is. */
function Connection() {
  const state = useLiveState()
  if (state !== 'lost') return <div className="col-span-full" />
  return (
    <div
      role="status"
      className="col-span-full bg-kohaku-soft px-4 py-1.5 text-center text-small text-kohaku"
    >
      {m.agent_connection_lost()}
    </div>
  )
}
