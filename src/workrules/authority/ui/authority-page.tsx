import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Select } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { Page, Section } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import type { Authority, Kind, LimitWish } from '../contract.ts'
import { LimitDialog } from './limit-dialog.tsx'
import { Rates } from './rates.tsx'
import { roleName, roles } from './roles.ts'
import { isMoney, kindName, kinds, quantity } from './words.ts'

const stale = ['GET /api/authority', 'GET /api/my-authority'] as const
type Cell = { role: LimitWish['role']; kind: Kind }

/** What each role may give to customers, alone and with approval, and at which rates other currencies count. */
export default function AuthorityPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/authority', { query: { brandId } }, { enabled: brandId > 0 })
  const isAdmin = useMe()?.role === 'admin'
  const [open, setOpen] = useState<Cell>()
  const change = useTell('PUT /api/authority', { stale })
  const authority = asked.data
  return (
    <Page title={m.authority_page()} intro={m.authority_page_intro()}>
      {choice}
      {asked.error && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
      {!authority && !asked.error && <Skeleton className="h-40" />}
      {authority && (
        <>
          <Section title={m.authority_limits()}>
            <div className="mb-4 w-[180px] max-phone:w-full">
              <Select
                name={m.authority_brand_currency()}
                value={authority.currency}
                disabled={!isAdmin || change.isPending}
                onChange={(event) => change.mutate({ body: { ...authority, currency: event.target.value } })}
                choices={currencies(authority.currency).map((value) => ({ value, name: value }))}
              />
            </div>
            <Limits authority={authority} onOpen={isAdmin ? setOpen : undefined} />
          </Section>
          <Section title={m.authority_rates()}>
            <Rates brandId={brandId} currency={authority.currency} isAdmin={isAdmin} />
          </Section>
        </>
      )}
      {open && authority && (
        <LimitDialog {...open} authority={authority} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  )
}

const currencies = (own: string) => [
  ...new Set([own, 'JPY', 'USD', 'EUR', 'GBP', 'CAD', 'AUD', 'TWD', 'KRW', 'CNY']),
]

function Limits({ authority, onOpen }: { authority: Authority; onOpen: ((cell: Cell) => void) | undefined }) {
  const limitOf = ({ role, kind }: Cell) =>
    authority.limits.find((one) => one.role === role && one.kind === kind)
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={m.authority_limits()}>
      <table className="w-full text-small tabular-nums">
        <thead>
          <tr className="border-b border-line text-ink2">
            <th scope="col" className="py-1.5 pr-3 text-left font-semibold">
              {m.authority_kind()}
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className="px-2 text-left font-semibold whitespace-nowrap">
                {roleName(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind} className="border-b border-line align-top">
              <th scope="row" className="py-2 pr-3 text-left font-medium whitespace-nowrap">
                {kindName(kind)}
              </th>
              {roles.map((role) => {
                const lines = linesOf(limitOf({ role, kind }), isMoney(kind) ? authority.currency : null)
                return (
                  <td key={role} className="p-0.5">
                    {onOpen ? (
                      <button
                        type="button"
                        title={m.authority_change_limit({ kind: kindName(kind), role: roleName(role) })}
                        onClick={() => onOpen({ role, kind })}
                        className="block min-h-8 w-full rounded-[6px] px-1.5 py-1.5 text-left whitespace-nowrap hover:bg-mat max-phone:min-h-11 max-phone:min-w-11"
                      >
                        {lines}
                      </button>
                    ) : (
                      <div className="px-1.5 py-1.5 whitespace-nowrap">{lines}</div>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function linesOf(limit: LimitWish | undefined, currency: string | null) {
  if (!limit) return <span className="text-ink3">{m.authority_cell_none()}</span>
  const say = (amount: string | null) =>
    amount === null ? m.authority_cell_unbounded() : quantity(amount, limit.kind, currency)
  return (
    <>
      <span className="block">{m.authority_cell_case({ amount: say(limit.perCase) })}</span>
      <span className="block text-ink2">
        {m.authority_cell_month({ amount: say(limit.perMonth) })}
        {limit.isShared && ` · ${m.authority_cell_shared()}`}
      </span>
      {limit.role === 'exceptions' && limit.chainId === null && (
        <span className="block text-shu">{m.authority_cell_no_chain()}</span>
      )}
    </>
  )
}
