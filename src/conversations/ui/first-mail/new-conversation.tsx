import { lazy, Suspense, useRef, useState } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { CheckLines } from '../../checks/ui/check-lines.tsx'
import { BothButton } from '../../templates/ui/both-button.tsx'
import { MacroLine } from '../../templates/ui/macro-line.tsx'
import { PartHead } from '../../templates/ui/use-both.tsx'
import { Signature } from '../composer/composer-words.tsx'
import { FileField } from '../composer/composer-foot.tsx'
import { FormatBar } from '../composer/format-bar.tsx'
import { FirstMailTemplates } from '../composer/template-palette.tsx'
import { Unfilled } from '../composer/unfilled.tsx'
import { UploadList } from '../composer/upload-list.tsx'
import { MailHead } from './mail-head.tsx'
import { type FirstMailDraft, useBegunMail } from './use-begun-mail.ts'
import { useFirstMail } from './use-first-mail.ts'

const SecondText = lazy(async () => ({
  default: (await import('../../templates/ui/second-text.tsx')).SecondText,
}))
const WritingField = lazy(async () => ({ default: (await import('../composer/editor.tsx')).WritingField }))

/** Writing to somebody first, by mail; it goes on where it was left. */
export default function NewConversation({ onClose }: { onClose: () => void }) {
  const { isReady, draft } = useBegunMail()
  const me = useMe()
  if (!isReady || !me) return null
  return <FirstMailDialog begun={draft} onClose={onClose} />
}

function FirstMailDialog({ begun, onClose }: { begun: FirstMailDraft | undefined; onClose: () => void }) {
  const writing = useFirstMail(begun, onClose)
  const { me, brand, mail, editor, uploads, start, isBlocked, send, hasTried, to, words } = writing
  const { both } = words
  const files = useRef<HTMLInputElement>(null)
  const [isPicking, setPicking] = useState(false)
  const put = (file: File, isPicture: boolean) =>
    void uploads.send(file, isPicture).then((attachment) => {
      if (attachment && isPicture) editor.current?.picture(attachment)
    })
  return (
    <Dialog
      title={m.agent_new_conversation()}
      isOpen
      onClose={writing.leave}
      width={680}
      footer={
        <>
          {!writing.isBlank && (
            <Button look="quiet" onClick={writing.discard}>
              {m.conversations_draft_discard()}
            </Button>
          )}
          <span aria-live="polite" className="flex-1 self-center truncate text-right text-[11px] text-ink3">
            {writing.kept}
          </span>
          <Button
            look="primary"
            keys="mod+enter"
            isBusy={start.isPending}
            disabled={isBlocked}
            onClick={() => void send()}
          >
            {m.agent_send()}
          </Button>
        </>
      }
    >
      <div
        role="presentation"
        className="grid gap-3"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
          event.preventDefault()
          void send()
        }}
      >
        {start.error && start.error.code !== 'approval_needed' && !writing.checks.refused && (
          <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
            {wordsOf(start.error)}
          </p>
        )}
        {me && me.brands.length > 1 && (
          <Select
            name={m.agent_brand()}
            value={String(brand?.id ?? '')}
            choices={me.brands.map((one) => ({ value: String(one.id), name: one.name }))}
            onChange={(event) => writing.chooseBrand(Number(event.target.value))}
          />
        )}
        <MailHead
          mail={mail}
          onChange={writing.change}
          isWrong={hasTried && !to}
          isNameless={hasTried && mail.subject.trim() === ''}
        />
        <div className="rounded-[7px] border border-line">
          <Unfilled names={writing.unfilled} />
          <PartHead both={both} at="first" />
          <Suspense fallback={<Skeleton className="m-3 h-24" />}>
            <WritingField
              ref={editor}
              initialHtml={begun?.html ?? ''}
              wish={0}
              name={m.agent_message_content()}
              placeholder={m.conversations_new_hint()}
              signs={[';']}
              onSign={() => setPicking(true)}
              onFiles={(list) => list.forEach((file) => put(file, file.type.startsWith('image/')))}
              onSend={() => void send()}
              onChange={writing.typed}
            />
          </Suspense>
          {both.isOn && (
            <Suspense fallback={<Skeleton className="m-3 h-24" />}>
              <SecondText
                {...{ words, name: m.agent_message_content() }}
                onChange={writing.typed}
                onTemplates={() => setPicking(true)}
                onSend={() => void send()}
                onFiles={(list) => list.forEach((file) => put(file, false))}
              />
            </Suspense>
          )}
          <Signature text={both.isOn ? both.signature : undefined} />
          <UploadList uploads={uploads} />
          {words.actions.length > 0 && brand && (
            <MacroLine brandId={brand.id} actions={words.actions} onDrop={words.drop} />
          )}
          <CheckLines
            checks={writing.checks}
            onShow={(found) => editor.current?.select(found)}
            onSend={() => void send()}
          />
          <div className="flex items-center gap-1 border-t border-line px-2 py-1">
            <Button keys=";" onClick={() => setPicking(true)}>
              {m.agent_templates()}
            </Button>
            <IconButton name={m.agent_attach()} onClick={() => files.current?.click()}>
              <Icon name="clip" />
            </IconButton>
            <BothButton isOn={both.isOn} onClick={() => (both.isOn ? both.turnOff() : both.turnOn())} />
            <FormatBar editor={editor} />
            <FileField files={files} onFiles={(list) => list.forEach((file) => put(file, false))} />
          </div>
        </div>
      </div>
      {isPicking && brand && (
        <FirstMailTemplates
          brandId={brand.id}
          customer={to?.name}
          onClose={() => setPicking(false)}
          onPick={words.pick}
        />
      )}
    </Dialog>
  )
}
