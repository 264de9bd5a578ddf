import { useNavigate } from '@tanstack/react-router'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { exactOf, sizeOf } from '../kit/time.ts'
import { askFirst } from './ask-first.tsx'
import { Page, Row, Rows } from './page.tsx'

export default function QuarantinePage() {
  const asked = useAsk('GET /api/quarantine', { query: { limit: 100 } })
  const go = useNavigate()
  const stale = ['GET /api/quarantine'] as const
  const takeIn = useTell('POST /api/quarantine/{id}/take-in', {
    stale,
    onDone: (reply) => void go({ to: '/conversations/$id', params: { id: String(reply.conversationId) } }),
  })
  const discard = useTell('POST /api/quarantine/{id}/discard', { stale })
  return (
    <Page title={m.settings_quarantine()} intro={m.settings_quarantine_intro()}>
      <Rows asked={asked} empty={m.settings_quarantine_none()}>
        {(mail) => (
          <Row
            key={mail.id}
            name={mail.from ?? m.settings_sender_unknown()}
            about={
              <>
                {exactOf(mail.createdAt)} · {sizeOf(mail.size)}
                <span className="block text-shu" title={mail.error}>
                  {whyUnread(mail.error)}
                </span>
              </>
            }
          >
            <a
              href={mail.sourceUrl}
              download
              className="px-2 text-small text-ai underline underline-offset-2"
            >
              {m.settings_source()}
            </a>
            <Button onClick={() => takeIn.mutate({ params: { id: mail.id } })}>{m.settings_take_in()}</Button>
            <Button
              look="danger"
              onClick={() =>
                askFirst({
                  title: m.settings_sure_discard(),
                  about: m.settings_sure_discard_about(),
                  name: m.settings_discard(),
                  run: () => discard.mutate({ params: { id: mail.id } }),
                })
              }
            >
              {m.settings_discard()}
            </Button>
          </Row>
        )}
      </Rows>
    </Page>
  )
}

/** Why a mail could not be read: the two reasons of the reader in words, whatever else broke as it was said. */
function whyUnread(error: string): string {
  if (error.endsWith('The message is empty')) return m.settings_unread_empty()
  if (error.endsWith('no header and is not text')) return m.settings_unread_no_mail()
  return m.settings_unread({ reason: error })
}
