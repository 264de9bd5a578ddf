import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { exactOf } from '../kit/time.ts'
import { Row, Rows } from './page.tsx'

/** What was sent to an address and what it answered; each can be sent again. */
export function WebhookLog({
  webhookId,
  url,
  onClose,
}: {
  webhookId: number
  url: string
  onClose: () => void
}) {
  const asked = useAsk(
    'GET /api/webhooks/{id}/deliveries',
    { params: { id: webhookId }, query: { limit: 50 } },
    { refetchInterval: 3_000 },
  )
  const again = useTell('POST /api/webhooks/{id}/deliveries/{deliveryId}/redeliver', {
    stale: ['GET /api/webhooks/{id}/deliveries'],
  })
  const words = {
    waiting: m.settings_delivery_waiting(),
    delivered: m.settings_delivery_done(),
    failed: m.settings_delivery_failed(),
  }
  const tones = { waiting: 'kohaku', delivered: 'matcha', failed: 'shu' } as const
  return (
    <Dialog title={url} isOpen onClose={onClose} width={640}>
      <Rows asked={asked} empty={m.settings_deliveries_none()}>
        {(delivery) => (
          <Row
            key={delivery.id}
            name={<code className="font-mono text-small">{delivery.eventType}</code>}
            about={
              <>
                <span className="block">
                  {exactOf(delivery.attemptedAt ?? delivery.createdAt)} ·{' '}
                  {m.settings_attempts({ count: delivery.attempts })}
                </span>
                <span className="block wrap-anywhere">
                  {[
                    delivery.responseStatus && m.settings_answered({ status: delivery.responseStatus }),
                    delivery.responseText?.slice(0, 120),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </>
            }
            marks={<Chip tone={tones[delivery.state]}>{words[delivery.state]}</Chip>}
          >
            <Button onClick={() => again.mutate({ params: { id: webhookId, deliveryId: delivery.id } })}>
              {m.settings_send_again()}
            </Button>
          </Row>
        )}
      </Rows>
    </Dialog>
  )
}
