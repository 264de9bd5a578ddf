import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Select } from '#agent/kit/field.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { roleName } from '#agent/settings-screen/choices.ts'
import { Page, Row, Rows, Section } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { spanOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Chain, Level } from '../contract.ts'
import { ChainDialog } from './chain-dialog.tsx'

type Person = { id: number; name: string }

/** Who is asked for approval, level after level, and who decides for whom while they are away. */
export default function ChainsPage() {
  const { brandId, choice } = useBrand()
  const isAdmin = useMe()?.role === 'admin'
  const asked = useAsk('GET /api/approval-chains', { query: { brandId } }, { enabled: brandId > 0 })
  const people =
    useAsk(
      'GET /api/colleagues',
      { query: { brandId, limit: 200 } },
      { enabled: brandId > 0, staleTime: 60_000 },
    ).data?.items ?? []
  const [open, setOpen] = useState<Chain | 'new'>()
  const leave = useTell('DELETE /api/approval-chains/{id}', { stale: ['GET /api/approval-chains'] })
  const add = isAdmin ? (
    <Button look="primary" onClick={() => setOpen('new')}>
      {m.authority_chain_new()}
    </Button>
  ) : undefined
  return (
    <Page title={m.authority_chains()} intro={m.authority_chains_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.authority_chain_none()}>
        {(chain) => (
          <Row
            key={chain.id}
            name={chain.name}
            about={chain.levels.map((level) => levelWords(level, people)).join(' → ')}
          >
            {isAdmin && (
              <>
                <Button onClick={() => setOpen(chain)}>{m.authority_change()}</Button>
                <Button look="quiet" onClick={() => leave.mutate({ params: { id: chain.id } })}>
                  {m.authority_delete()}
                </Button>
              </>
            )}
          </Row>
        )}
      </Rows>
      <div className="mt-8">
        <Section title={m.authority_deputies()}>
          <p className="mb-3 text-list text-ink2">{m.authority_deputies_intro()}</p>
          <Deputies brandId={brandId} people={people} isAdmin={isAdmin} />
        </Section>
      </div>
      {open && (
        <ChainDialog
          brandId={brandId}
          people={people}
          chain={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

function levelWords({ name, staffIds, roles, minutes }: Level, people: readonly Person[]): string {
  const who = [
    ...roles.map(roleName),
    ...staffIds.flatMap((id) => people.find((one) => one.id === id)?.name ?? []),
  ].join(', ')
  const time = minutes === null ? '' : ` ${m.authority_within({ span: spanOf(minutes) })}`
  return `${name}${who === '' || who === name ? '' : ` (${who})`}${time}`
}

function Deputies({
  brandId,
  people,
  isAdmin,
}: {
  brandId: number
  people: readonly Person[]
  isAdmin: boolean
}) {
  const me = useMe()
  const deputies = useAsk('GET /api/approval-deputies', { query: { brandId } }, { enabled: brandId > 0 }).data
  const change = useTell('PUT /api/approval-deputies/{id}', { stale: ['GET /api/approval-deputies'] })
  if (!deputies) return <Skeleton className="h-24" />
  return (
    <ul className="border-t border-line">
      {people.map((person) => {
        const deputy = deputies.items.find((one) => one.staff.id === person.id)?.deputy
        const may = isAdmin || person.id === me?.id
        if (!may && !deputy) return null
        return (
          <li key={person.id} className="border-b border-line py-2">
            <div className="max-w-[320px]">
              <Select
                name={m.authority_deputy_of({ name: person.name })}
                value={String(deputy?.id ?? '')}
                disabled={!may}
                onChange={(event) =>
                  change.mutate({
                    params: { id: person.id },
                    body: { brandId, deputyId: Number(event.target.value) || null },
                  })
                }
                choices={[
                  { value: '', name: m.authority_deputy_nobody() },
                  ...people
                    .filter((one) => one.id !== person.id)
                    .map((one) => ({ value: String(one.id), name: one.name })),
                ]}
              />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
