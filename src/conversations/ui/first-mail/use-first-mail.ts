import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { EditorHandle } from '../composer/editor.tsx'
import { useWords } from '../../templates/ui/use-words.ts'
import { useChecks } from '../../checks/ui/use-checks.ts'
import { parseAddress } from '../composer/parse-address.ts'
import { signatureFor, withSignature } from '../composer/signature.ts'
import { useUploads } from '../composer/use-uploads.ts'
import type { Mail } from './mail-head.tsx'
import { type FirstMailDraft, useKeepFirstMail } from './use-begun-mail.ts'

/** What is written so far, kept as a draft, until it is sent. */
export function useFirstMail(begun: FirstMailDraft | undefined, onClose: () => void) {
  const me = useMe()
  const editor = useRef<EditorHandle>(null)
  const [brandId, setBrandId] = useState(begun?.brandId)
  const [mail, setMail] = useState<Mail>(() => ({
    to: begun?.to ?? '',
    cc: begun?.cc ?? [],
    bcc: begun?.bcc ?? [],
    subject: begun?.subject ?? '',
  }))
  const [html, setHtml] = useState(begun?.html ?? '')
  const [unfilled, setUnfilled] = useState<string[]>([])
  const [hasTried, setTried] = useState(false)
  const brand = me?.brands.find((one) => one.id === brandId) ?? me?.brands[0]
  const uploads = useUploads({ brandId: brand?.id ?? 0 })
  const drafts = useKeepFirstMail()
  const checks = useChecks(brand && { brandId: brand.id, kind: 'first' })
  const start = useStart(
    () => {
      drafts.forget()
      onClose()
    },
    (problem) => {
      const first = checks.refuse(problem)?.find((one) => one.found !== '')
      if (first) editor.current?.select(first.found)
    },
  )
  const words = useWords({ channel: 'email', ...(brand ? { locale: brand.locale } : {}) }, true, editor, () =>
    typed(),
  )
  const isRestored = useRestoredFiles(uploads, begun)
  const isEmpty = html.replaceAll(/<(?!img)[^>]*>/g, '').trim() === ''
  const { to, cc, bcc, subject } = mail
  const isBlank = isEmpty && uploads.ids.length + cc.length + bcc.length === 0 && to + subject === ''
  const begins = useRef(true)
  const fileIds = uploads.ids.join()
  const keep = () => {
    if (!isRestored || !brand) return
    const written = { html: editor.current?.draftHtml() ?? begun?.html ?? '', ...words.draft() }
    drafts.keep({ brandId: brand.id, to, cc, bcc, subject, ...written, attachmentIds: uploads.ids })
  }
  useEffect(() => {
    if (!isRestored || !brand) return
    // What was just read need not be kept again.
    if (begins.current) begins.current = false
    else keep()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isRestored, brand?.id, mail, fileIds])
  useEffect(() => {
    if (begun) words.restore(begun)
    // Once, when the writing goes on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const typed = () => {
    setHtml(editor.current?.draftHtml() ?? '')
    setUnfilled([])
    keep()
    checks.read(() => ({
      html: [editor.current?.html(), words.wish().both?.html].filter(Boolean).join('<hr>'),
      isInBoth: words.both.isOn,
      ...{ subject, cc, bcc, to: [], attachments: uploads.ids.length, isPromising: false },
    }))
  }
  const recipient = parseAddress(to)
  const isBlocked =
    uploads.isBusy ||
    !isRestored ||
    start.isPending ||
    (isEmpty && uploads.ids.length === 0) ||
    words.isHalf()
  const send = async () => {
    setTried(true)
    if (!brand || isBlocked || !recipient || subject.trim() === '') return
    const missing = [...words.missing(), ...(editor.current?.selectPlaceholder() ?? [])]
    if (missing.length > 0 && missing.join() !== unfilled.join()) return setUnfilled(missing)
    const said = checks.said()
    const text = editor.current?.text() ?? ''
    const { templateId, actions, both } = words.wish()
    const below = both ? undefined : signatureFor(me, text)
    const sent = withSignature(editor.current?.html() ?? '', below)
    await drafts.settle()
    start.mutate({
      body: {
        ...{ brandId: brand.id, to: recipient, cc, bcc, subject: subject.trim(), html: sent },
        attachmentIds: uploads.ids,
        ...(templateId === undefined ? {} : { templateId }),
        ...(actions ? { actions } : {}),
        ...(both ? { both } : {}),
        ...(said ? { checks: said } : {}),
      },
    })
  }
  return {
    ...{ me, brand, mail, editor, uploads, start, isBlocked, isBlank, send, hasTried, unfilled, checks },
    ...{ words, typed },
    to: recipient,
    kept: drafts.words,
    change: (part: Partial<Mail>) => setMail((all) => ({ ...all, ...part })),
    chooseBrand(id: number) {
      // A file belongs to the brand it was uploaded for, and so does a template.
      uploads.clear()
      words.clear()
      setBrandId(id)
    },
    leave() {
      if (isBlank) void drafts.discard()
      onClose()
    },
    discard() {
      void drafts.discard()
      onClose()
    },
  }
}

/** The files a draft carries; true when they are there. */
function useRestoredFiles(
  uploads: ReturnType<typeof useUploads>,
  begun: FirstMailDraft | undefined,
): boolean {
  const ids = begun?.attachmentIds ?? []
  const [isRestored, setRestored] = useState(ids.length === 0)
  useEffect(() => {
    if (ids.length > 0) void uploads.restore(ids, begun?.html).finally(() => setRestored(true))
    // Once, when the writing goes on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return isRestored
}

function useStart(onSent: () => void, onRefused: (problem: unknown) => void) {
  const navigate = useNavigate()
  const stale = ['GET /api/conversations', 'GET /api/views', 'GET /api/reply-approvals'] as const
  const go = (page: { id: number }) => {
    onSent()
    void navigate({ to: '/inbox/$view/$id', params: { view: 'all', id: String(page.id) } })
  }
  const ask = useTell('POST /api/reply-approvals/first-mails', {
    stale,
    onDone: (page) => {
      say({ text: m.reply_approvals_asked() })
      go(page)
    },
    onRefused: (problem) => {
      onRefused(problem)
      return problem.code === 'reply_checks'
    },
  })
  return useTell('POST /api/conversations', {
    stale,
    onRefused: (problem, sent) => {
      // What may not leave by itself is begun all the same, and waits there.
      if (problem.code === 'approval_needed') ask.mutate(sent)
      else onRefused(problem)
      return true
    },
    onDone: go,
  })
}
