import { useAsk } from '#agent/ask.ts'
import type { Reply } from '#agent/api.ts'
import { cx } from '#agent/kit/classes.ts'
import { fullDayOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { PanelHeading } from './panel-heading.tsx'
import { money } from './words.ts'

type Order = Reply<'GET /api/customers/{id}/orders'>['items'][number]

/** What was bought and how far it has come, the newest first. */
export function Orders({ customerId, limit = 2 }: { customerId: number; limit?: number }) {
  const orders = useAsk(
    'GET /api/customers/{id}/orders',
    { params: { id: customerId }, query: { limit: 20 } },
    { staleTime: 60_000 },
  ).data
  return (
    <>
      {orders?.items.slice(0, limit).map((order) => (
        <section key={order.id}>
          <PanelHeading>{m.agent_order_number({ number: order.number })}</PanelHeading>
          <OrderCard order={order} />
        </section>
      ))}
    </>
  )
}

const steps = ['placed', 'paid', 'shipped', 'delivered'] as const

function OrderCard({ order }: { order: Order }) {
  const at = steps.indexOf(order.state as (typeof steps)[number])
  const isOver = at < 0
  const shipment = order.shipments.at(-1)
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return (
    <div className="rounded-[8px] border border-line bg-paper px-3 py-[11px]">
      {order.items.slice(0, 3).map((item, index) => (
        <div key={index} className="flex gap-2">
          <span className="min-w-0 flex-1 truncate font-semibold">
            {text(item['name']) || text(item['title'])} × {text(item['quantity']) || '1'}
          </span>
          {index === 0 && <span>{money(order.totalMinor, order.currency)}</span>}
        </div>
      ))}
      <div className="mt-2.5 mb-1 flex gap-[2px]" aria-hidden>
        {steps.map((step, index) => (
          <span
            key={step}
            className={cx('h-[3px] flex-1', !isOver && index <= at ? 'bg-matcha' : 'bg-line')}
          />
        ))}
      </div>
      <div className="flex gap-2 text-small">
        <span className="min-w-0 flex-1 truncate text-ink2">
          {shipment
            ? `${text(shipment['carrier'])} ${text(shipment['trackingNumber']) || text(shipment['tracking'])}`
            : fullDayOf(order.placedAt)}
        </span>
        <span className={isOver ? 'text-kohaku' : 'text-matcha'}>{stateName(order.state)}</span>
      </div>
    </div>
  )
}

function stateName(state: Order['state']): string {
  return {
    placed: m.agent_order_placed,
    paid: m.agent_order_paid,
    shipped: m.agent_order_shipped,
    delivered: m.agent_order_delivered,
    cancelled: m.agent_order_cancelled,
    returned: m.agent_order_returned,
  }[state]()
}
