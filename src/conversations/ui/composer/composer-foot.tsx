import type { RefObject } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import { BothButton } from '../../templates/ui/both-button.tsx'
import type { EditorHandle } from './editor.tsx'
import { FormatBar } from './format-bar.tsx'
import { SendLater } from './send-later.tsx'
import type { Mode } from './use-composer.ts'
import type { How } from './use-sending.ts'

type FootProps = {
  conversation: ConversationPage
  mode: Mode
  editor: RefObject<EditorHandle | null>
  /** The field that asks for files; a key opens it as well. */
  files: RefObject<HTMLInputElement | null>
  isBlocked: boolean
  isSending: boolean
  /** It goes to a colleague first. */
  waits: boolean
  onTemplates: () => void
  onPromise: () => void
  /** Writes in both languages, or in one again. */
  onBoth: () => void
  isInBoth: boolean
  onFiles: (files: File[]) => void
  onSend: (how?: How) => void
}

/** What helps with writing on the left, and how it is sent on the right. */
export function ComposerFoot({
  conversation,
  mode,
  editor,
  files,
  isBlocked,
  isSending,
  waits,
  onTemplates,
  onPromise,
  onBoth,
  isInBoth,
  onFiles,
  onSend,
}: FootProps) {
  const isAnswer = mode === 'reply' || mode === 'reply_all'
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line py-2 pr-2.5 pl-3.5 max-phone:px-2">
      <Button keys=";" onClick={onTemplates}>
        {m.agent_templates()}
      </Button>
      {mode !== 'forward' && (
        <IconButton name={m.promises_make_hint()} keys="Ctrl+Shift+L" onClick={onPromise}>
          <Icon name="flag" />
        </IconButton>
      )}
      <IconButton name={m.agent_attach()} onClick={() => files.current?.click()}>
        <Icon name="clip" />
      </IconButton>
      {isAnswer && <BothButton isOn={isInBoth} onClick={onBoth} />}
      <FormatBar editor={editor} />
      <FileField files={files} onFiles={onFiles} />
      {/* Where there is no room beside, sending stands below as one, on its usual side. */}
      <div className="ml-auto flex items-center gap-1">
        {isAnswer && (
          <>
            <SendLater
              customerId={conversation.customer.id}
              isOff={isBlocked}
              onPick={(sendAt) => onSend({ sendAt })}
            />
            <Button
              onClick={() => onSend({ thenStatus: 'resolved' })}
              disabled={isBlocked}
              className="max-phone:hidden"
            >
              {m.agent_send_and_resolve()}
            </Button>
          </>
        )}
        <Button
          look="primary"
          keys="mod+enter"
          disabled={isBlocked}
          isBusy={isSending}
          onClick={() => onSend()}
        >
          {sendName(mode, waits)}
        </Button>
      </div>
    </div>
  )
}

function sendName(mode: Mode, waits: boolean): string {
  if (mode === 'note') return m.agent_save_note()
  if (waits) return m.reply_approvals_ask()
  return mode === 'forward' ? m.agent_forward() : m.agent_send()
}

/** Asks the computer for files; opened by whoever holds `files`. */
export function FileField({
  files,
  onFiles,
}: {
  files: RefObject<HTMLInputElement | null>
  onFiles: (files: File[]) => void
}) {
  return (
    <input
      ref={files}
      type="file"
      multiple
      hidden
      onChange={(event) => {
        onFiles([...(event.target.files ?? [])])
        event.target.value = ''
      }}
    />
  )
}
