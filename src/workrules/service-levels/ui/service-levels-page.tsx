import { useMemo, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { OrderedLine, useOrder } from '#agent/settings-screen/ordered.tsx'
import { Page, Rows } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import type { ServiceLevel } from '../contract.ts'
import { ServiceLevelForm } from './service-level-form.tsx'
import { targetsSaid } from './words.ts'

const stale = ['GET /api/service-levels'] as const

/** By when customers are answered: the first level that fits a conversation is its own. */
export default function ServiceLevelsPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/service-levels', { query: { brandId } }, { enabled: brandId > 0 })
  const [open, setOpen] = useState<ServiceLevel | 'new'>()
  const place = useTell('PUT /api/service-levels/{id}/place', { stale })
  const leave = useTell('DELETE /api/service-levels/{id}', { stale })
  const levels = asked.data?.items
  const standing = useMemo(() => levels?.map(({ id }) => ({ id, parentId: null })), [levels])
  const order = useOrder(standing, 1, m.service_levels_title(), (id, { beforeId }) =>
    place.mutate({ params: { id }, body: { beforeId } }),
  )
  if (open)
    return (
      <ServiceLevelForm
        brandId={brandId}
        level={open === 'new' ? undefined : open}
        onClose={() => setOpen(undefined)}
      />
    )
  const add = (
    <Button look="primary" onClick={() => setOpen('new')}>
      {m.service_levels_new()}
    </Button>
  )
  return (
    <Page title={m.service_levels_title()} intro={m.service_levels_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.service_levels_none()}>
        {(level) => (
          <OrderedLine
            key={level.id}
            id={level.id}
            kind="service-level"
            name={level.name}
            about={targetsSaid(level)}
            onDrop={(id) => order.put(id, { parentId: null, beforeId: level.id })}
            onOpen={() => setOpen(level)}
            entries={[
              { name: m.settings_change(), run: () => setOpen(level) },
              ...order.entriesFor(level.id),
              'line',
              { name: m.settings_delete(), run: () => leave.mutate({ params: { id: level.id } }) },
            ]}
          />
        )}
      </Rows>
    </Page>
  )
}
