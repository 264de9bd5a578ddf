import type { RecordedEvent } from '#platform/outbox.ts'
import { inBrands } from '#platform/database.ts'
import { m } from '#texts'
import type { Desk } from '../../desk.ts'
import { messagesBefore } from './history.ts'

type SystemMail = (mail: { to: string; subject: string; text: string }) => Promise<unknown>

/** Sends a conversation to its visitor as they asked, as it stands when it is sent. */
export async function mailTranscript(desk: Desk, send: SystemMail, event: RecordedEvent): Promise<void> {
  const { brandId, conversationId } = event
  const { to, language } = event.data as { to: string; language: string }
  if (conversationId === null) return
  const locale = language === 'ja' ? 'ja' : 'en'
  const brand = await desk.db.open
    .selectFrom('brands')
    .select(['name', 'time_zone'])
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow()
  const lines = await inBrands(desk.db, [brandId], async (tx) => {
    const pages: string[] = []
    let before = Number.MAX_SAFE_INTEGER
    for (;;) {
      const { messages, hasEarlier } = await messagesBefore(
        tx,
        { brandId, id: conversationId },
        before,
        () => '',
      )
      pages.unshift(...messages.map((one) => said(one, locale, brand.time_zone)))
      before = messages[0]?.id ?? 0
      if (!hasEarlier) return pages
    }
  })
  await send({
    to,
    subject: m.chat_transcript_subject({ brand: brand.name, number: String(conversationId) }, { locale }),
    text: [m.chat_transcript_intro({ brand: brand.name }, { locale }), ...lines].join('\n\n'),
  })
}

type Said = Awaited<ReturnType<typeof messagesBefore>>['messages'][number]

function said(message: Said, locale: 'en' | 'ja', timeZone: string): string {
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(message.at),
  )
  const who = message.from === 'visitor' ? m.chat_transcript_you({}, { locale }) : message.name
  const files = message.files.map(({ name }) => m.chat_transcript_file({ name }, { locale }))
  return [`${who}  ${at}`, message.text, ...files].filter(Boolean).join('\n')
}
