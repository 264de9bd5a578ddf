import { useMemo, useState } from 'react'
import { m } from '#texts'
import { type Reason, reasonName } from '../../src/conversations/ui/reasons.ts'
import { priorityName } from '../../src/conversations/ui/words.ts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { useMe } from '../me.ts'
import { OrderedLine, useOrder } from './ordered.tsx'
import { Page, Rows } from './page.tsx'
import { depthOf } from './places.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { reasonLevels } from './reason-levels.ts'
import { useBrand } from './use-brand.tsx'

const stale = ['GET /api/contact-reasons'] as const

/** What customers write about, as a tree; each with the form that is filled in before such a conversation is resolved. */
export default function ReasonsPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/contact-reasons', { query: { brandId } }, { enabled: brandId > 0 })
  const reasons = asked.data?.items
  const [dialog, setDialog] = useState<Reason | { under: number | null }>()
  const change = useTell('PATCH /api/contact-reasons/{id}', { stale })
  const move = useTell('PUT /api/contact-reasons/{id}/place', { stale })
  const standing = useMemo(() => reasons?.filter((one) => !one.isArchived), [reasons])
  const order = useOrder(standing, reasonLevels, m.settings_reasons(), (id, place) =>
    move.mutate({ params: { id }, body: place }),
  )
  const entriesOf = (reason: Reason) => [
    { name: m.settings_change(), run: () => setDialog(reason) },
    {
      name: m.settings_reason_add_below(),
      isOff: reason.isArchived || depthOf(reasons ?? [], reason) + 1 >= reasonLevels,
      run: () => setDialog({ under: reason.id }),
    },
    ...(reason.isArchived ? [] : order.entriesFor(reason.id)),
    'line' as const,
    {
      name: reason.isArchived ? m.settings_unarchive() : m.settings_archive(),
      run: () => change.mutate({ params: { id: reason.id }, body: { isArchived: !reason.isArchived } }),
    },
  ]
  const add = (
    <Button look="primary" onClick={() => setDialog({ under: null })}>
      {m.settings_reason_new()}
    </Button>
  )
  return (
    <Page title={m.settings_reasons()} intro={m.settings_reasons_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.settings_reasons_none()}>
        {(reason) => (
          <OrderedLine
            key={reason.id}
            id={reason.id}
            kind="reason"
            depth={depthOf(reasons ?? [], reason)}
            name={reasonName(reason)}
            about={<About reason={reason} />}
            marks={<Marks reason={reason} />}
            onDrop={(id) => order.put(id, { parentId: reason.parentId, beforeId: reason.id })}
            onOpen={() => setDialog(reason)}
            entries={entriesOf(reason)}
          />
        )}
      </Rows>
      {dialog && (
        <ReasonDialog
          brandId={brandId}
          reason={'id' in dialog ? dialog : undefined}
          under={'id' in dialog ? dialog.parentId : dialog.under}
          reasons={reasons ?? []}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  )
}

function About({ reason }: { reason: Reason }) {
  const isJa = useMe()?.locale === 'ja'
  return (
    <>
      <span lang={isJa ? 'en' : 'ja'}>{isJa ? reason.nameEn : reason.nameJa}</span>
      {reason.fields.length > 0 && ` · ${m.settings_reason_fields({ count: reason.fields.length })}`}
    </>
  )
}

function Marks({ reason }: { reason: Reason }) {
  return (
    <>
      {reason.defaultPriority && (
        <Chip tone={reason.defaultPriority === 'urgent' ? 'shu' : 'plain'}>
          {m.agent_priority_is({ priority: priorityName(reason.defaultPriority) })}
        </Chip>
      )}
      {reason.isArchived && <Chip tone="kohaku">{m.settings_archived()}</Chip>}
    </>
  )
}
