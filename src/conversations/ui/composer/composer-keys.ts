import { useActions } from '#agent/actions.ts'
import { m } from '#texts'
import type { Mode } from './use-composer.ts'
import type { How } from './use-sending.ts'

type Wish = {
  mode: Mode
  isBlocked: boolean
  send: (how?: How) => void
  openTemplates: () => void
  attach: () => void
  promise: () => void
  leave: () => void
}

/** What can be done while writing, each with its key. */
export function useComposerKeys({
  mode,
  isBlocked,
  send,
  openTemplates,
  attach,
  promise,
  leave,
}: Wish): void {
  const group = m.agent_group_writing()
  const isNote = mode === 'note'
  useActions([
    {
      id: 'send',
      name: isNote ? m.agent_save_note() : m.agent_send(),
      keys: 'mod+enter',
      group,
      whileTyping: true,
      isOff: isBlocked,
      run: () => send(),
    },
    {
      id: 'send-resolve',
      name: m.agent_send_and_resolve(),
      keys: 'mod+shift+enter',
      group,
      whileTyping: true,
      isOff: isBlocked || isNote || mode === 'forward',
      run: () => send({ thenStatus: 'resolved' }),
    },
    { id: 'templates', name: m.agent_templates(), keys: ';', group, run: openTemplates },
    {
      id: 'attach',
      name: m.agent_attach(),
      keys: 'mod+shift+a',
      group,
      whileTyping: true,
      run: attach,
    },
    {
      id: 'promise',
      name: m.promises_make(),
      keys: 'mod+shift+l',
      group,
      whileTyping: true,
      isOff: mode === 'forward',
      run: promise,
    },
    {
      id: 'leave-writing',
      name: m.agent_leave_writing(),
      keys: 'escape',
      group,
      whileTyping: true,
      isHidden: true,
      run: leave,
    },
  ])
}
