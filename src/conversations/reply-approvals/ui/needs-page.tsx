import { useAsk, useTell } from '#agent/ask.ts'
import { Check } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { Page, Section } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'

/** Whose replies wait for another's word, and about what; kept as soon as it is ticked. */
export default function NeedsPage() {
  const { brandId, choice } = useBrand()
  const isOn = { enabled: brandId > 0 }
  const needs = useAsk('GET /api/brands/{id}/reply-approval-needs', { params: { id: brandId } }, isOn)
  const people = useAsk('GET /api/colleagues', { query: { brandId, limit: 200 } }, isOn)
  const reasons = useAsk('GET /api/contact-reasons', { query: { brandId } }, isOn)
  const change = useTell('PUT /api/brands/{id}/reply-approval-needs', {
    stale: ['GET /api/brands/{id}/reply-approval-needs', 'GET /api/conversations/{id}/reply-approvals'],
    onDone: () => say({ text: m.reply_approvals_saved() }),
  })
  const toggled = (ids: readonly number[], id: number, isIn: boolean) =>
    isIn ? [...new Set([...ids, id])] : ids.filter((one) => one !== id)
  const error = needs.error ?? people.error ?? reasons.error
  return (
    <Page title={m.reply_approvals_title()} intro={m.reply_approvals_intro()}>
      {choice}
      {error ? (
        <ErrorState error={error} onRetry={() => void needs.refetch()} />
      ) : !needs.data || !people.data || !reasons.data ? (
        <Skeleton className="h-40" />
      ) : (
        <>
          <Section title={m.reply_approvals_people()}>
            <p className="-mt-2 mb-3 text-list text-ink2">{m.reply_approvals_people_hint()}</p>
            <div className="grid gap-2">
              {people.data.items
                .filter((one) => one.role !== 'read_only')
                .map((one) => (
                  <Check
                    key={one.id}
                    name={one.name}
                    disabled={change.isPending}
                    checked={needs.data.staffIds.includes(one.id)}
                    onChange={(event) =>
                      change.mutate({
                        params: { id: brandId },
                        body: { staffIds: toggled(needs.data.staffIds, one.id, event.target.checked) },
                      })
                    }
                  />
                ))}
            </div>
          </Section>
          <Section title={m.reply_approvals_reasons()}>
            <p className="-mt-2 mb-3 text-list text-ink2">{m.reply_approvals_reasons_hint()}</p>
            {reasons.data.items.length === 0 && (
              <p className="text-list text-ink3">{m.reply_approvals_no_reasons()}</p>
            )}
            <div className="grid gap-2">
              {reasons.data.items.map((one) => (
                <div key={one.id} className={one.parentId === null ? '' : 'pl-6'}>
                  <Check
                    name={getLocale() === 'ja' ? one.nameJa : one.nameEn}
                    disabled={change.isPending}
                    checked={needs.data.reasonIds.includes(one.id)}
                    onChange={(event) =>
                      change.mutate({
                        params: { id: brandId },
                        body: { reasonIds: toggled(needs.data.reasonIds, one.id, event.target.checked) },
                      })
                    }
                  />
                </div>
              ))}
            </div>
          </Section>
        </>
      )}
    </Page>
  )
}
