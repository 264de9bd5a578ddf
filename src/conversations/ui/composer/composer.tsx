import { useEffect, useRef, useState } from 'react'
import { Skeleton } from '#agent/kit/states.tsx'
import { tellWriting } from '#agent/live.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { DraftContent } from '../../contract-writing.ts'
import { askForApproval, useNeedsApproval } from '../../reply-approvals/ui/use-asking.ts'
import { WhyApproval } from '../../reply-approvals/ui/why-approval.tsx'
import { CheckLines } from '../../checks/ui/check-lines.tsx'
import { type Draft, useChecks } from '../../checks/ui/use-checks.ts'
import { usePromises } from '../../promises/ui/use-promises.tsx'
import { MacroLine } from '../../templates/ui/macro-line.tsx'
import { SecondText } from '../../templates/ui/second-text.tsx'
import { BothHint, PartHead } from '../../templates/ui/use-both.tsx'
import { useWords } from '../../templates/ui/use-words.ts'
import type { Present } from '../use-presence.ts'
import { Box } from './box.tsx'
import { ComposerPalettes } from './composer-palettes.tsx'
import { ComposerFoot } from './composer-foot.tsx'
import { useComposerKeys } from './composer-keys.ts'
import { ComposerTabs } from './composer-tabs.tsx'
import { placeholderOf, Signature, writerWords } from './composer-words.tsx'
import { Conflict } from './conflict.tsx'
import { type EditorHandle, WritingField } from './editor.tsx'
import { Forwarded } from './forwarded.tsx'
import { putIn, useInsertions } from './insertions.ts'
import { Recipients } from './recipients.tsx'
import { signatureOf, textAsHtml, withoutSignature, withSignature } from './signature.ts'
import { Unfilled } from './unfilled.tsx'
import { UploadList } from './upload-list.tsx'
import { useAddressing } from './use-addressing.ts'
import type { Composer as ComposerState, Mode } from './use-composer.ts'
import { useDraft } from './use-draft.ts'
import { useMentions } from './use-mentions.ts'
import { type Content, type How, useSending } from './use-sending.ts'
import { usePlan } from './use-plan.tsx'
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
  const isNote = mode === 'note'
  const drafts = useDraft(conversation.id, isNote ? 'note' : 'answer')
  const uploads = useUploads({ conversationId: conversation.id })
  const addressing = useAddressing(conversation, mode)
  const mentions = useMentions(conversation.brandId, isNote)
  const [palette, setPalette] = useState<'templates' | 'mentions'>()
  const [unfilled, setUnfilled] = useState<string[]>([])
  const [isEmpty, setEmpty] = useState(true)
  const signature = isNote ? undefined : signatureOf(me, conversation)
  const isAnswer = mode === 'reply' || mode === 'reply_all'
  const words = useWords(
    { conversationId: conversation.id, channel: conversation.channel },
    isAnswer,
    editor,
    () => typed(),
  )
  const { both } = words
  const kind = mode === 'forward' ? 'forward' : 'reply'
  const checks = useChecks(isNote ? undefined : { conversationId: conversation.id, kind })
  const wished = useRef<How>({})
  const because = useNeedsApproval(conversation.id, conversation.may.reply && !isNote)
  const waits = because !== undefined
  const sending = useSending(
    conversation,
    composer,
    (how) => {
      drafts.forget()
      uploads.clear()
      promises.clear()
      checks.clear()
      composer.close()
      if (how.thenStatus) onNext()
    },
    (error) => {
      const findings = checks.refuse(error)
      const first = findings?.find((one) => one.found !== '')
      if (first) editor.current?.select(first.found)
      return findings !== undefined
    },
    waits ? (...all) => askForApproval({ id: conversation.id }, ...all) : undefined,
  )

  const promises = usePromises(
    conversation,
    mode,
    (text) => putIn(conversation.id, textAsHtml(text)),
    () => typed(),
  )
  const plan = usePlan(() => typed())
  const { draft, isReady } = drafts
  const restored = useRef(false)
  // The files a draft carries, while the desk is asked for them.
  const awaited = useRef<number[]>(undefined)
  const keptFiles = useRef('')
  useEffect(() => {
    if (!isReady || restored.current) return
    restored.current = true
    if (!draft) return
    setEmpty(draft.text.trim() === '')
    addressing.restore(draft)
    mentions.restore(draft.mentions)
    words.restore(draft)
    promises.restore(draft)
    plan.restore(draft)
    if (draft.attachmentIds.length > 0) {
      keptFiles.current = draft.attachmentIds.join()
      awaited.current = draft.attachmentIds
      void uploads.restore(draft.attachmentIds, draft.html).finally(() => (awaited.current = undefined))
    }
    // The draft is put in once, when it is known.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady, draft])

  useInsertions(conversation.id, isReady, (html) => {
    if (!editor.current?.editor()?.isInitialized) return false
    editor.current.insert(html)
    return true
  })

  const fileIds = () => awaited.current ?? uploads.ids
  const content = (): Content => ({
    mode,
    html: both.isOn ? (editor.current?.html() ?? '') : withSignature(editor.current?.html() ?? '', signature),
    attachmentIds: fileIds(),
    ...addressing.chosen(),
    mentions: mentions.calledIn(editor.current?.text() ?? ''),
    ...words.wish(),
    forwarded: composer.forwarded,
    promises: promises.wish(),
    checks: checks.said(promises.settled().map((one) => `promise:${one.slice(0, 200)}`)),
  })
  const asDraft = (): Draft => ({
    html: [editor.current?.html(), both.wish()?.html].filter(Boolean).join('<hr>'),
    isInBoth: both.isOn,
    ...addressing.chosen(),
    attachments: fileIds().length,
    isPromising: promises.wish() !== undefined,
  })
  const typed = () => {
    const handle = editor.current
    if (!handle) return
    setEmpty(handle.isEmpty())
    setUnfilled([])
    composer.setWriting(!handle.isEmpty())
    tellWriting(conversation.id)
    promises.read(handle.text())
    checks.read(asDraft)
    const kept: DraftContent = {
      mode,
      text: handle.text(),
      html: handle.draftHtml(),
      ...addressing.chosen(),
      mentions: mentions.ids,
      attachmentIds: fileIds(),
      ...words.draft(),
      ...promises.draft(),
      ...plan.draft(),
    }
    if (restored.current) drafts.keep(kept)
  }
  // Files come and go after they were chosen; a draft is kept with those that are there.
  const uploaded = uploads.ids.join()
  useEffect(() => {
    if (!restored.current || awaited.current || uploaded === keptFiles.current) return
    keptFiles.current = uploaded
    typed()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [uploaded])
  const isBlocked =
    sending.isSending ||
    uploads.isBusy ||
    (isEmpty && uploads.ids.length === 0 && mode !== 'forward') ||
    words.isHalf()
  const send = async (how: How = {}) => {
    if (isBlocked) return
    const missing = isNote ? [] : [...words.missing(), ...(editor.current?.selectPlaceholder() ?? [])]
    if (missing.length > 0 && missing.join() !== unfilled.join()) return setUnfilled(missing)
    wished.current = how
    await drafts.settle()
    // Keeping was stopped for the sending; what did not go is kept as before.
    if (!(await sending.send(content(), plan.with(how)))) typed()
  }
  const leave = () => {
    if (isEmpty && uploads.ids.length === 0) void drafts.discard()
    composer.close()
  }
  useComposerKeys({
    mode,
    isBlocked,
    send: (how) => void send(how),
    openTemplates: () => setPalette('templates'),
    attach: () => files.current?.click(),
    promise: promises.ask,
    leave: () => (editor.current?.hasFocus() ? editor.current.blur() : leave()),
  })
  const put = (file: File, isPicture: boolean) =>
    void uploads.send(file, isPicture).then((attachment) => {
      if (attachment && isPicture) editor.current?.picture(attachment)
    })
  return (
    <Box isNote={isNote}>
      <div className="@container flex max-h-[62dvh] min-w-0 flex-1 flex-col">
        <ComposerTabs
          {...{ conversation, mode, composer, hasAll: addressing.hasAll }}
          words={writerWords(presence) || drafts.words}
          onClose={leave}
        />
        {!isNote && (
          <Recipients {...{ addressing, mode }} known={conversation.customer.address} onChange={typed} />
        )}
        <Conflict
          conversation={conversation}
          composer={composer}
          unseen={sending.unseen}
          onGoOn={() => void send()}
        />
        <WhyApproval because={because} brandId={conversation.brandId} />
        <Unfilled names={unfilled} />
        <BothHint both={both} />
        <PartHead both={both} at="first" />
        {isReady ? (
          <WritingField
            ref={editor}
            initialHtml={draft ? withoutSignature(draft.html ?? textAsHtml(draft.text), signature) : ''}
            wish={composer.wish}
            placeholder={placeholderOf(mode, conversation)}
            name={isNote ? m.agent_note() : m.agent_reply()}
            onChange={typed}
            onSign={(sign) => setPalette(sign === ';' ? 'templates' : 'mentions')}
            onSend={(alsoResolves) =>
              void send(alsoResolves && !isNote && mode !== 'forward' ? { thenStatus: 'resolved' } : {})
            }
            signs={isNote ? ['@', ';'] : [';']}
            onFiles={(list) => list.forEach((file) => put(file, file.type.startsWith('image/')))}
          />
        ) : (
          <Skeleton className="m-3.5 h-20" />
        )}
        <SecondText
          {...{ words, name: m.agent_reply() }}
          onChange={typed}
          onTemplates={() => setPalette('templates')}
          onSend={(alsoResolves) => void send(alsoResolves ? { thenStatus: 'resolved' } : {})}
          onFiles={(list) => list.forEach((file) => put(file, false))}
        />
        <Signature text={both.isOn ? both.signature : signature} />
        {mode === 'forward' && <Forwarded conversationId={conversation.id} messageId={composer.forwarded} />}
        <UploadList uploads={uploads} />
        {promises.lines}
        {words.actions.length > 0 && (
          <MacroLine brandId={conversation.brandId} actions={words.actions} onDrop={words.drop} />
        )}
        {plan.line}
        <CheckLines
          checks={checks}
          onShow={(found) => editor.current?.select(found)}
          onSend={() => void send(wished.current)}
        />
        <ComposerFoot
          {...{ conversation, mode, editor, files, isBlocked, waits }}
          isSending={sending.isSending}
          onTemplates={() => setPalette('templates')}
          onPromise={promises.ask}
          onBoth={() => (both.isOn ? both.turnOff() : both.turnOn())}
          isInBoth={both.isOn}
          onFiles={(list) => list.forEach((file) => put(file, false))}
          onSend={(how) => void send(how)}
        />
        <ComposerPalettes
          {...{ palette, conversation }}
          onClose={() => setPalette(undefined)}
          onTemplate={words.pick}
          onColleague={(colleague) => {
            mentions.add(colleague.id)
            editor.current?.insert(`@${colleague.name} `)
          }}
        />
      </div>
    </Box>
  )
}
