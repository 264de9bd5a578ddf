import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import type { Problem } from '#agent/api.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select, TextArea } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { localeChoices } from '#agent/settings-screen/choices.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../../conversations/contract.ts'

type Locale = 'ja' | 'en'
type Draft = { text: string; locale: Locale }

/** The restatement before it is sent: in the customer's language, by the brand's wording, to be changed freely. */
export default function RestateDialog(props: {
  conversation: ConversationPage
  onDone: () => void
  onClose: () => void
}) {
  const [locale, setLocale] = useState<Locale>()
  const asked = useAsk('GET /api/conversations/{id}/complaint/restatement', {
    params: { id: props.conversation.id },
    query: locale ? { locale } : {},
  })
  if (asked.data)
    return <RestateForm key={asked.data.locale} {...props} draft={asked.data} onLocale={setLocale} />
  return (
    <Dialog title={m.complaints_restate()} isOpen onClose={props.onClose} width={620}>
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton className="h-60" />
      )}
    </Dialog>
  )
}

function RestateForm({
  conversation,
  draft,
  onLocale,
  onDone,
  onClose,
}: {
  conversation: ConversationPage
  draft: Draft
  onLocale: (locale: Locale) => void
  onDone: () => void
  onClose: () => void
}) {
  const [text, setText] = useState(draft.text)
  const [problem, setProblem] = useState<Problem>()
  const send = useTell('POST /api/conversations/{id}/complaint/restatements', {
    onDone: () => {
      onDone()
      say({ text: m.complaints_restated_toast() })
      onClose()
    },
    onRefused: (refused) => {
      setProblem(refused)
      return true
    },
  })
  const warnings = warningsIn(problem)
  const restate = () =>
    send.mutate({
      params: { id: conversation.id },
      body: {
        text,
        locale: draft.locale,
        lastSeenEventId: conversation.lastEventId,
        accepted: warnings ?? [],
      },
    })
  return (
    <FormDialog
      title={m.complaints_restate()}
      save={warnings ? m.complaints_send_anyway() : m.complaints_send()}
      isBusy={send.isPending}
      error={problem && wordsOf(problem)}
      width={620}
      onSave={restate}
      onClose={onClose}
    >
      <div className="max-w-[200px]">
        <Select
          name={m.complaints_language()}
          value={draft.locale}
          onChange={(event) => onLocale(event.target.value === 'ja' ? 'ja' : 'en')}
          choices={localeChoices}
        />
      </div>
      <TextArea
        name={m.complaints_text()}
        lang={draft.locale}
        rows={16}
        maxLength={20_000}
        value={text}
        hint={m.complaints_text_hint({ link: '{{link}}' })}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(undefined)
        }}
      />
    </FormDialog>
  )
}

/** Ids of what was found, where all of it may be sent when it has been seen. */
function warningsIn(problem: Problem | undefined): string[] | undefined {
  const { findings } = Object(problem) as { findings?: { id: string; level: string }[] }
  if (!Array.isArray(findings) || findings.some((one) => one.level !== 'warn')) return undefined
  return findings.map((one) => one.id)
}
