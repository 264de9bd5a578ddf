import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { Address } from '../contract.ts'
import { AddressLine } from './composer/address-line.tsx'
import { FileField } from './composer/composer-foot.tsx'
import type { EditorHandle } from './composer/editor.tsx'
import { FormatBar } from './composer/format-bar.tsx'
import { parseAddress } from './composer/parse-address.ts'
import { signatureFor, withSignature } from './composer/signature.ts'
import { Unfilled } from './composer/unfilled.tsx'
import { UploadList } from './composer/upload-list.tsx'
import { useUploads } from './composer/use-uploads.ts'

const WritingField = lazy(async () => ({ default: (await import('./composer/editor.tsx')).WritingField }))

type Mail = { to: string; cc: Address[]; bcc: Address[]; subject: string }

/** Writing to somebody first, by mail. */
export default function NewConversation({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const editor = useRef<EditorHandle>(null)
  const files = useRef<HTMLInputElement>(null)
  const [brandId, setBrandId] = useState<number>()
  const [mail, setMail] = useState<Mail>({ to: '', cc: [], bcc: [], subject: '' })
  const [isEmpty, setEmpty] = useState(true)
  const [unfilled, setUnfilled] = useState<string[]>([])
  const [hasTried, setTried] = useState(false)
  const brand = me?.brands.find((one) => one.id === brandId) ?? me?.brands[0]
  const uploads = useUploads({ brandId: brand?.id ?? 0 })
  const start = useStart(onClose)
  const to = parseAddress(mail.to)
  const isBlocked = uploads.isBusy || start.isPending || (isEmpty && uploads.ids.length === 0)
  const send = () => {
    setTried(true)
    if (!brand || isBlocked || !to || mail.subject.trim() === '') return
    const missing = editor.current?.selectPlaceholder() ?? []
    if (missing.length > 0) return setUnfilled(missing)
    const html = editor.current?.html() ?? ''
    start.mutate({
      body: {
        brandId: brand.id,
        to,
        cc: mail.cc,
        bcc: mail.bcc,
        subject: mail.subject.trim(),
        html: withSignature(html, signatureFor(me, editor.current?.text() ?? '')),
        attachmentIds: uploads.ids,
      },
    })
  }
  const put = (file: File, isPicture: boolean) =>
    void uploads.send(file, isPicture).then((attachment) => {
      if (attachment && isPicture) editor.current?.picture(attachment)
    })
  return (
    <Dialog
      title={m.agent_new_conversation()}
      isOpen
      onClose={onClose}
      width={680}
      footer={
        <Button look="primary" keys="mod+enter" isBusy={start.isPending} disabled={isBlocked} onClick={send}>
          {m.agent_send()}
        </Button>
      }
    >
      <div
        role="presentation"
        className="grid gap-3"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
          event.preventDefault()
          send()
        }}
      >
        {start.error && (
          <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
            {wordsOf(start.error)}
          </p>
        )}
        {me && me.brands.length > 1 && (
          <Select
            name={m.agent_brand()}
            value={String(brand?.id ?? '')}
            choices={me.brands.map((one) => ({ value: String(one.id), name: one.name }))}
            onChange={(event) => {
              // A file belongs to the brand it was uploaded for.
              uploads.clear()
              setBrandId(Number(event.target.value))
            }}
          />
        )}
        <Head
          mail={mail}
          onChange={(part) => setMail((all) => ({ ...all, ...part }))}
          isWrong={hasTried && !to}
          isNameless={hasTried && mail.subject.trim() === ''}
        />
        <div className="rounded-[7px] border border-line">
          <Unfilled names={unfilled} />
          <Suspense fallback={<Skeleton className="m-3 h-24" />}>
            <WritingField
              ref={editor}
              isQuiet
              name={m.agent_message_content()}
              placeholder={m.conversations_new_hint()}
              signs={[]}
              onSign={() => {}}
              onFiles={(list) => list.forEach((file) => put(file, file.type.startsWith('image/')))}
              onSend={send}
              onChange={() => {
                setEmpty(editor.current?.isEmpty() ?? true)
                setUnfilled([])
              }}
            />
          </Suspense>
          <UploadList uploads={uploads} />
          <div className="flex items-center border-t border-line px-2 py-1">
            <IconButton name={m.agent_attach()} onClick={() => files.current?.click()}>
              <Icon name="clip" />
            </IconButton>
            <FormatBar editor={editor} />
            <FileField files={files} onFiles={(list) => list.forEach((file) => put(file, false))} />
          </div>
        </div>
      </div>
    </Dialog>
  )
}

function useStart(onClose: () => void) {
  const navigate = useNavigate()
  return useTell('POST /api/conversations', {
    stale: ['GET /api/conversations', 'GET /api/views'],
    onRefused: () => true,
    onDone: (page) => {
      onClose()
      void navigate({ to: '/inbox/$view/$id', params: { view: 'all', id: String(page.id) } })
    },
  })
}

/** To whom and about what; copies are asked for by few, so they come when called. */
function Head({
  mail,
  onChange,
  isWrong,
  isNameless,
}: {
  mail: Mail
  onChange: (part: Partial<Mail>) => void
  isWrong: boolean
  isNameless: boolean
}) {
  const [hasCopies, setCopies] = useState(false)
  return (
    <>
      <div className={cx('grid gap-2', !hasCopies && 'grid-cols-[minmax(0,1fr)_auto]')}>
        <TextField
          name={m.agent_to()}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoFocus
          required
          value={mail.to}
          error={isWrong ? m.conversations_needs_recipient() : undefined}
          onChange={(event) => onChange({ to: event.target.value })}
        />
        {!hasCopies && (
          <Button look="quiet" className="mt-[23px] h-8" onClick={() => setCopies(true)}>
            {m.conversations_copies()}
          </Button>
        )}
      </div>
      {hasCopies && (
        <div className="grid gap-px rounded-[7px] border border-line px-2.5 py-1 text-small">
          <AddressLine name={m.agent_cc()} addresses={mail.cc} isFirst onChange={(cc) => onChange({ cc })} />
          <AddressLine name={m.agent_bcc()} addresses={mail.bcc} onChange={(bcc) => onChange({ bcc })} />
        </div>
      )}
      <TextField
        name={m.agent_subject()}
        required
        value={mail.subject}
        error={isNameless ? m.conversations_needs_subject() : undefined}
        onChange={(event) => onChange({ subject: event.target.value })}
      />
    </>
  )
}
