import { useNavigate } from '@tanstack/react-router'
import { m } from '#texts'
import { type Action, useActions } from '../actions.ts'
import { undoLast } from '../kit/toast.tsx'
import { useChangeMe, useMe } from '../me.ts'
import { useSignOut } from './use-sign-out.ts'
import { deskViews, viewName } from './views.ts'

/** Going anywhere by `g` and a letter, and the settings that are changed so often that they belong into the command bar. */
export function useNavActions(): void {
  const navigate = useNavigate()
  const me = useMe()
  const changeMe = useChangeMe()
  const signOut = useSignOut()
  const go = m.agent_group_go()
  const views: Action[] = deskViews.map(({ view, letter }) => ({
    id: `go-${view}`,
    name: viewName(view),
    keys: `g ${letter}`,
    group: go,
    run: () => void navigate({ to: '/inbox/$view', params: { view } }),
  }))
  useActions([
    ...views,
    {
      id: 'go-search',
      name: m.agent_search(),
      keys: '/, g /',
      group: go,
      run: () => void navigate({ to: '/search' }),
    },
    {
      id: 'go-customers',
      name: m.agent_customers(),
      keys: 'g c',
      group: go,
      run: () => void navigate({ to: '/customers' }),
    },
    {
      id: 'go-promises',
      name: m.promises_title(),
      keys: 'g p',
      group: go,
      run: () => void navigate({ to: '/promises' }),
    },
    {
      id: 'go-reply-approvals',
      name: m.reply_approvals_title(),
      keys: 'g v',
      group: go,
      run: () => void navigate({ to: '/reply-approvals' }),
    },
    {
      id: 'go-tasks',
      name: m.tasks_title(),
      keys: 'g q',
      group: go,
      run: () => void navigate({ to: '/tasks' }),
    },
    {
      id: 'go-escalations',
      name: m.escalation_title(),
      keys: 'g h',
      group: go,
      run: () => void navigate({ to: '/escalations' }),
    },
    {
      id: 'go-approvals',
      name: m.authority_approvals(),
      keys: 'g y',
      group: go,
      run: () => void navigate({ to: '/approvals' }),
    },
    {
      id: 'go-flows',
      name: m.flows_title(),
      keys: 'g l',
      group: go,
      run: () => void navigate({ to: '/flows' }),
    },
    {
      id: 'go-complaints',
      name: m.complaints_title(),
      keys: 'g b',
      group: go,
      run: () => void navigate({ to: '/complaints' }),
    },
    {
      id: 'go-readings',
      name: m.required_reading_nav(),
      keys: 'g r',
      group: go,
      run: () => void navigate({ to: '/readings' }),
    },
    {
      id: 'go-knowledge',
      name: m.knowledge_title(),
      keys: 'g k',
      group: go,
      run: () => void navigate({ to: '/knowledge' }),
    },
    {
      id: 'go-answers',
      name: m.answers_title(),
      keys: 'g f',
      group: go,
      run: () => void navigate({ to: '/answers' }),
    },
    {
      id: 'go-settings',
      name: m.agent_settings(),
      keys: 'g s',
      group: go,
      run: () => void navigate({ to: '/settings/$page', params: { page: 'me' } }),
    },
    {
      id: 'locale',
      name: me?.locale === 'ja' ? 'Switch to English' : '日本語に切り替える',
      group: m.agent_group_desk(),
      run: () => changeMe({ locale: me?.locale === 'ja' ? 'en' : 'ja' }),
    },
    {
      id: 'theme',
      name: me?.theme === 'dark' ? m.agent_theme_to_light() : m.agent_theme_to_dark(),
      group: m.agent_group_desk(),
      run: () => changeMe({ theme: me?.theme === 'dark' ? 'light' : 'dark' }),
    },
    { id: 'undo', name: m.agent_undo(), keys: 'mod+z', group: m.agent_group_desk(), run: undoLast },
    { id: 'sign-out', name: m.agent_sign_out(), group: m.agent_group_desk(), run: signOut },
  ])
}
