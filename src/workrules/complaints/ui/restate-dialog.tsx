import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import type { Problem } from '#agent/api.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Select, TextArea } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { aboutConversation } from '#agent/live.ts'
import { localeChoices } from '#agent/settings-screen/choices.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../../conversations/contract.ts'
import { useNeedsApproval } from '../../../conversations/reply-approvals/ui/use-asking.ts'
import { WhyApproval } from '../../../conversations/reply-approvals/ui/why-approval.tsx'

type Locale = 'ja' | 'en'
type Draft = { text: string; locale: Locale }

/** The restatement before it is sent: in the customer's language, by the brand's wording, to be changed freely. */
export default function RestateDialog(props: { conversation: ConversationPage; onClose: () => void }) {
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
  onClose,
}: {
  conversation: ConversationPage
  draft: Draft
  onLocale: (locale: Locale) => void
  onClose: () => void
}) {
  const [text, setText] = useState(draft.text)
  const [problem, setProblem] = useState<Problem>()
  const params = { id: conversation.id }
  const because = useNeedsApproval(conversation.id, true)
  const sent = (text: string) => ({
    stale: [
      ['GET /api/conversations/{id}/complaint', { params }],
      ['GET /api/complaints'],
      ['GET /api/reply-approvals'],
      ...aboutConversation(conversation.id),
    ],
    onDone: () => {
      say({ text })
      onClose()
    },
    onRefused: (refused: Problem) => {
      setProblem(refused)
      return true
    },
  })
  const send = useTell(
    'POST /api/conversations/{id}/complaint/restatements',
    sent(m.complaints_restated_toast()),
  )
  const ask = useTell(
    'POST /api/conversations/{id}/complaint/restatements/for-approval',
    sent(m.reply_approvals_asked()),
  )
  const warnings = warningsIn(problem)
  const restate = () =>
    (because ? ask : send).mutate({
      params,
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
      save={saveName(because !== undefined, warnings !== undefined)}
      isBusy={send.isPending || ask.isPending}
      error={problem && wordsOf(problem)}
      width={620}
      onSave={restate}
      onClose={onClose}
    >
      {because && (
        <div className="overflow-hidden rounded-[7px] bg-mat [&>p]:border-0">
          <WhyApproval because={because} brandId={conversation.brandId} />
        </div>
      )}
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

function saveName(isAsked: boolean, isWarned: boolean): string {
  if (isAsked) return isWarned ? m.complaints_ask_anyway() : m.reply_approvals_ask()
  return isWarned ? m.complaints_send_anyway() : m.complaints_send()
}

/** Ids of what was found, where all of it may be sent when it has been seen. */
function warningsIn(problem: Problem | undefined): string[] | undefined {
  const { findings } = Object(problem) as { findings?: { id: string; level: string }[] }
  if (!Array.isArray(findings) || findings.some((one) => one.level !== 'warn')) return undefined
  return findings.map((one) => one.id)
}
