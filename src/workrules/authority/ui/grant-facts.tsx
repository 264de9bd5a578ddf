import { useAsk } from '#agent/ask.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { GrantLine } from './grant-line.tsx'
import { fullDayOf } from '#agent/kit/time.ts'
import { quantity } from './words.ts'

/** What an approver of a grant wants to know: the order, what it counts, what is left, and what the customer was given before. */
export function GrantFacts({ grantId, customerId }: { grantId: number; customerId: number }) {
  const grant = useAsk('GET /api/grants/{id}', { params: { id: grantId } }).data
  const before = useAsk('GET /api/grants', { query: { customerId, limit: 20 } }).data?.items
  const orders = useAsk('GET /api/customers/{id}/orders', {
    params: { id: customerId },
    query: { limit: 50 },
  }).data
  const left = useAsk(
    'GET /api/exception-budget',
    { query: { brandId: grant?.brandId ?? 0, kind: grant?.kind ?? 'refund' } },
    { enabled: grant !== undefined },
  ).data
  if (!grant) return null
  const order = orders?.items.find((one) => one.number === grant.orderNumber)
  const history = before?.filter((one) => one.id !== grant.id) ?? []
  const { counted } = grant
  const say = (amount: string) => quantity(amount, grant.kind, left?.currency ?? null)
  return (
    <>
      {grant.orderNumber !== null && (
        <Fact name={m.authority_order()}>
          <p>
            {order
              ? [
                  order.number,
                  money(order.totalMinor, order.currency),
                  fullDayOf(order.placedAt),
                  order.items.map((item) => String(item['name'] ?? '')).join(', '),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : grant.orderNumber}
          </p>
        </Fact>
      )}
      {counted.rate && counted.rateDate && (
        <p className="-mt-4 text-small text-ink2">
          {m.authority_counted_as({
            amount: quantity(counted.amount, grant.kind, counted.currency),
            rate: counted.rate,
            date: fullDayOf(`${counted.rateDate}T12:00:00Z`),
          })}
        </p>
      )}
      {left && (
        <Fact name={m.authority_budget_left()}>
          <p className="text-read font-medium tabular-nums">
            {left.left === null ? m.authority_left_unbounded() : say(left.left)}
          </p>
          <p className="text-small text-ink2 tabular-nums">
            {m.authority_budget_used({ spent: say(left.spent), reserved: say(left.reserved) })}
          </p>
        </Fact>
      )}
      <Fact name={m.authority_history()}>
        {history.length === 0 ? (
          <p className="text-ink2">{m.authority_history_none()}</p>
        ) : (
          <ul className="grid gap-2.5">
            {history.map((one) => (
              <li key={one.id}>
                <GrantLine grant={one} mayChange={false} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <section>
    <h2 className="mb-1 text-small font-semibold text-ink2">{name}</h2>
    {children}
  </section>
)

function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(getLocale(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)).replace('￥', '¥')
}
