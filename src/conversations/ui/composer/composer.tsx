import { useEffect, useRef, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { tellWriting } from '#agent/live.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { DraftContent } from '../../contract-writing.ts'
import type { Present } from '../use-presence.ts'
import { Box } from './box.tsx'
import { ComposerTabs } from './composer-tabs.tsx'
import { Conflict } from './conflict.tsx'
import { type EditorHandle, WritingField } from './editor.tsx'
import { FormatBar } from './format-bar.tsx'
import { MentionPalette } from './mention-palette.tsx'
import { Recipients } from './recipients.tsx'
import { SendLater } from './send-later.tsx'
import { signatureOf, textAsHtml, withSignature } from './signature.ts'
import { TemplatePalette } from './template-palette.tsx'
import { UploadList } from './upload-list.tsx'
import { useAddressing } from './use-addressing.ts'
import type { Composer as ComposerState, Mode } from './use-composer.ts'
import { useDraft } from './use-draft.ts'
import { type Content, type How, useSending } from './use-sending.ts'
import { useUploads } from './use-uploads.ts'

type ComposerProps = {
  conversation: ConversationPage
  composer: ComposerState
  presence: Present[]
  mode: Mode
  onNext: () => void
}

/** Writing: a reply, a forward or a note. What is typed is kept on the server after each pause. */
export default function Composer({ conversation, composer, presence, mode, onNext }: ComposerProps) {
  const me = useMe()
  const editor = useRef<EditorHandle>(null)
  const files = useRef<HTMLInputElement>(null)
  const drafts = useDraft(conversation.id)
  const uploads = useUploads(conversation.id)
  const addressing = useAddressing(conversation, mode)
  const [palette, setPalette] = useState<'templates' | 'mentions'>()
  const [mentions, setMentions] = useState<{ id: number; name: string }[]>([])
  const [templateId, setTemplateId] = useState<number>()
  const [isEmpty, setEmpty] = useState(true)
  const isNote = mode === 'note'
  const sending = useSending(conversation, composer, (how) => {
    drafts.forget()
    uploads.clear()
    composer.close()
    if (how.thenStatus) onNext()
  })

  const { draft, isReady } = drafts
  const restored = useRef(false)
  useEffect(() => {
    if (!isReady || restored.current) return
    restored.current = true
    if (!draft) return
    setEmpty(draft.text.trim() === '')
    addressing.restore(draft)
    if (draft.attachmentIds.length > 0) void uploads.restore(draft.attachmentIds)
    // The draft is put in once, when it is known.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady, draft])

  const content = (): Content => {
    const text = editor.current?.text() ?? ''
    return {
      mode,
      html: withSignature(editor.current?.html() ?? '', isNote ? undefined : signatureOf(me, conversation)),
      attachmentIds: uploads.ids,
      ...addressing.chosen(),
      mentions: mentions.filter((one) => text.includes(`@${one.name}`)).map((one) => one.id),
      templateId,
    }
  }
  const typed = () => {
    const handle = editor.current
    if (!handle) return
    setEmpty(handle.isEmpty())
    composer.setWriting(!handle.isEmpty())
    tellWriting(conversation.id)
    const kept: DraftContent = {
      mode,
      text: handle.text(),
      html: handle.draftHtml(),
      ...addressing.chosen(),
      mentions: mentions.map((one) => one.id),
      attachmentIds: uploads.ids,
    }
    if (restored.current) drafts.keep(kept)
  }
  const blocked =
    sending.isSending || uploads.isBusy || (isEmpty && uploads.ids.length === 0 && mode !== 'forward')
  const send = (how: How = {}) => {
    if (!blocked) void sending.send(content(), how)
  }
  const leave = () => {
    if (isEmpty && uploads.ids.length === 0) void drafts.discard()
    composer.close()
  }
  useActions([
    {
      id: 'send',
      name: isNote ? m.agent_save_note() : m.agent_send(),
      keys: 'mod+enter',
      group: m.agent_group_writing(),
      whileTyping: true,
      isOff: blocked,
      run: () => send(),
    },
    {
      id: 'send-resolve',
      name: m.agent_send_and_resolve(),
      keys: 'mod+shift+enter',
      group: m.agent_group_writing(),
      whileTyping: true,
      isOff: blocked || isNote || mode === 'forward',
      run: () => send({ thenStatus: 'resolved' }),
    },
    {
      id: 'templates',
      name: m.agent_templates(),
      keys: ';',
      group: m.agent_group_writing(),
      run: () => setPalette('templates'),
    },
    {
      id: 'attach',
      name: m.agent_attach(),
      keys: 'mod+shift+a',
      group: m.agent_group_writing(),
      whileTyping: true,
      run: () => files.current?.click(),
    },
    {
      id: 'leave-writing',
      name: m.agent_leave_writing(),
      keys: 'escape',
      group: m.agent_group_writing(),
      whileTyping: true,
      isHidden: true,
      run: () => (editor.current?.hasFocus() ? editor.current.blur() : leave()),
    },
  ])
  const put = (file: File, isPicture: boolean) =>
    void uploads.send(file, isPicture).then((attachment) => {
      if (attachment && isPicture) editor.current?.picture(attachment)
      typed()
    })
  return (
    <Box isNote={isNote}>
      <div className="@container flex max-h-[62dvh] min-w-0 flex-1 flex-col">
        <ComposerTabs
          {...{ conversation, mode, composer, hasAll: addressing.hasAll }}
          words={writerWords(presence) || drafts.words}
          onClose={leave}
        />
        {!isNote && <Recipients addressing={addressing} mode={mode} onChange={typed} />}
        <Conflict
          conversation={conversation}
          composer={composer}
          unseen={sending.unseen}
          onGoOn={() => send()}
        />
        {isReady ? (
          <WritingField
            ref={editor}
            initialHtml={draft ? (draft.html ?? textAsHtml(draft.text)) : ''}
            isQuiet={composer.isQuiet}
            placeholder={placeholderOf(mode, conversation)}
            name={isNote ? m.agent_note() : m.agent_reply()}
            onChange={typed}
            onSign={(sign) => setPalette(sign === ';' ? 'templates' : 'mentions')}
            onSend={(alsoResolves) =>
              send(alsoResolves && !isNote && mode !== 'forward' ? { thenStatus: 'resolved' } : {})
            }
            signs={isNote ? ['@', ';'] : [';']}
            onFiles={(list) => list.forEach((file) => put(file, file.type.startsWith('image/')))}
          />
        ) : (
          <Skeleton className="m-3.5 h-20" />
        )}
        {!isNote && <Signature text={signatureOf(me, conversation)} />}
        <UploadList uploads={uploads} />
        <div className="flex flex-wrap items-center gap-2 border-t border-line py-2 pr-2.5 pl-3.5 max-phone:gap-1 max-phone:px-2">
          <Button keys=";" onClick={() => setPalette('templates')}>
            {m.agent_templates()}
          </Button>
          <IconButton name={m.agent_attach()} onClick={() => files.current?.click()}>
            <Icon name="clip" />
          </IconButton>
          <FormatBar editor={editor} />
          <input
            ref={files}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              for (const file of event.target.files ?? []) put(file, false)
              event.target.value = ''
            }}
          />
          <span className="flex-1" />
          {!isNote && mode !== 'forward' && (
            <>
              <SendLater
                customerId={conversation.customer.id}
                isOff={blocked}
                onPick={(sendAt) => send({ sendAt })}
              />
              <Button
                onClick={() => send({ thenStatus: 'resolved' })}
                disabled={blocked}
                className="max-phone:hidden"
              >
                {m.agent_send_and_resolve()}
              </Button>
            </>
          )}
          <Button
            look="primary"
            keys="mod+enter"
            disabled={blocked}
            isBusy={sending.isSending}
            onClick={() => send()}
          >
            {isNote ? m.agent_save_note() : mode === 'forward' ? m.agent_forward() : m.agent_send()}
          </Button>
        </div>
        {palette === 'templates' && (
          <TemplatePalette
            conversation={conversation}
            onClose={() => setPalette(undefined)}
            onPick={(template, html) => {
              setTemplateId(template.id)
              editor.current?.insert(html)
            }}
          />
        )}
        {palette === 'mentions' && (
          <MentionPalette
            brandId={conversation.brandId}
            onClose={() => setPalette(undefined)}
            onPick={(colleague) => {
              setMentions((all) => [...all, colleague])
              editor.current?.insert(`@${colleague.name} `)
            }}
          />
        )}
      </div>
    </Box>
  )
}

function Signature({ text }: { text: string | undefined }) {
  if (!text) return null
  return (
    <div
      aria-label={m.agent_signature()}
      className="line-clamp-2 px-3.5 pb-2 text-small whitespace-pre-line text-ink3"
    >
      {text}
    </div>
  )
}

function placeholderOf(mode: Mode, conversation: ConversationPage): string {
  if (mode === 'note') return m.agent_note_hint()
  if (mode === 'forward') return m.agent_forward_hint()
  return m.agent_reply_hint({ name: conversation.customer.name || conversation.customer.address || '' })
}

function writerWords(presence: Present[]): string {
  const writer = presence.find((one) => one.isWriting)
  return writer ? m.agent_is_writing({ name: writer.staff.name }) : ''
}
