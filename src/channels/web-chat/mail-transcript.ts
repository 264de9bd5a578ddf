import type { RecordedEvent } from '#platform/outbox.ts'
import type { Outcome } from '#channels/channel.ts'
import { nextAttempt } from '#channels/next-attempt.ts'
import { conversationFor } from '#conversations/door.ts'
import { inWords } from '#conversations/quick-replies.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { messagesBefore } from './history.ts'
import { keptId } from './kept.ts'

type SystemMail = (mail: { to: string; subject: string; text: string }) => Promise<Outcome>
type Wish = { to: string; language: string }

/**
 * Sends a conversation to its visitor as they asked, as it stands when it is sent. A relay that is away is asked again by the worker, with
 * growing pauses, for as long as every mail is; that it could not be sent is then said where staff see it.
 */
export async function mailTranscript(desk: Desk, send: SystemMail, event: RecordedEvent): Promise<void> {
  const { brandId } = event
  if (event.conversationId === null) return
  const asked = event.conversationId
  const id = await inBrands(desk.db, [brandId], (tx) => keptId(tx, asked))
  const { to, language } = event.data as Wish
  const outcome = await send({ to, ...(await transcriptOf(desk, { brandId, id }, language)) })
  if (!outcome.reason) return
  const { reason } = outcome
  if (outcome.state === 'later' && nextAttempt(0, new Date(event.at).getTime()))
    throw new Error(`The transcript of conversation ${id} is mailed later: ${reason}`)
  await inBrands(desk.db, [brandId], (tx) => tellFailure(tx, { brandId, id }, { to, reason }))
}

async function tellFailure(
  tx: Tx,
  at: { brandId: number; id: number },
  data: { to: string; reason: string },
): Promise<void> {
  await conversationFor(tx, at.id, 'unmerge')
  await record(tx, {
    type: 'conversation.transcript_failed',
    brandId: at.brandId,
    conversationId: at.id,
    actor: { kind: 'system' },
    data,
  })
}

async function transcriptOf(
  desk: Desk,
  at: { brandId: number; id: number },
  language: string,
): Promise<{ subject: string; text: string }> {
  const locale = language === 'ja' ? 'ja' : 'en'
  const brand = await desk.db.open
    .selectFrom('brands')
    .select(['name', 'time_zone'])
    .where('id', '=', at.brandId)
    .executeTakeFirstOrThrow()
  const lines = await inBrands(desk.db, [at.brandId], async (tx) => {
    const pages: string[] = []
    let before = Number.MAX_SAFE_INTEGER
    for (;;) {
      const { messages, hasEarlier } = await messagesBefore(tx, at, before, () => '')
      pages.unshift(...messages.map((one) => said(one, locale, brand.time_zone)))
      before = messages[0]?.id ?? 0
      if (!hasEarlier) return pages
    }
  })
  return {
    subject: m.chat_transcript_subject({ brand: brand.name, number: String(at.id) }, { locale }),
    text: [m.chat_transcript_intro({ brand: brand.name }, { locale }), ...lines].join('\n\n'),
  }
}

type Said = Awaited<ReturnType<typeof messagesBefore>>['messages'][number]

function said(message: Said, locale: 'en' | 'ja', timeZone: string): string {
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(message.at),
  )
  const who = message.from === 'visitor' ? m.chat_transcript_you({}, { locale }) : nameOf(message, locale)
  const files = message.files.map(({ name }) => m.chat_transcript_file({ name }, { locale }))
  return [`${who}  ${at}`, inWords({ ...message, quickReplies: [] }, locale), ...files]
    .filter(Boolean)
    .join('\n')
}

const nameOf = ({ name, isAutomatic }: Said, locale: 'en' | 'ja') =>
  isAutomatic ? m.chat_transcript_automatic({ name }, { locale }) : name
