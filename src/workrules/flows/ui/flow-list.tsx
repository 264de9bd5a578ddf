import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { askFirst } from '#agent/settings-screen/ask-first.tsx'
import { Page, Row, Rows } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import type { Flow } from '../contract.ts'

const NewFlow = lazy(() => import('./new-flow.tsx'))
const stale = ['GET /api/flows'] as const

/** The flows of a brand: a page of the settings, or a tab of the screen that is called so. */
export default function FlowList({ isTab = false }: { isTab?: boolean }) {
  const { brandId, choice } = useBrand()
  const go = useNavigate()
  const asked = useAsk('GET /api/flows', { query: { brandId } }, { enabled: brandId > 0 })
  const [isNew, setNew] = useState(false)
  const open = (id: number) => void go({ to: '/flows/$id', params: { id: String(id) } })
  const copy = useTell('POST /api/flows', { stale, onDone: ({ id }) => open(id) })
  const withdraw = useTell('DELETE /api/flows/{id}/publication', { stale })
  const remove = useTell('DELETE /api/flows/{id}', { stale })
  const add = (
    <Button look="primary" onClick={() => setNew(true)}>
      {m.flows_new()}
    </Button>
  )
  const entriesOf = (flow: Flow) => [
    { name: m.settings_change(), run: () => open(flow.id) },
    {
      name: m.flows_duplicate(),
      run: () => copy.mutate({ body: { brandId: flow.brandId, from: { copyOf: flow.id } } }),
    },
    ...(flow.publishedVersion === null
      ? []
      : [{ name: m.flows_withdraw(), run: () => withdraw.mutate({ params: { id: flow.id } }) }]),
    'line' as const,
    {
      name: m.settings_delete(),
      run: () =>
        askFirst({
          title: m.flows_delete_title({ name: flow.name }),
          about: m.flows_delete_about(),
          name: m.settings_delete(),
          run: () => remove.mutate({ params: { id: flow.id } }),
        }),
    },
  ]
  return (
    <Page title={isTab ? undefined : m.flows_tab_flows()} intro={m.flows_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.flows_none()}>
        {(flow) => (
          <Row
            key={flow.id}
            name={
              <button
                type="button"
                className="underline-offset-2 hover:underline max-phone:min-h-11"
                onClick={() => open(flow.id)}
              >
                {flow.name}
              </button>
            }
            about={aboutFlow(flow)}
            marks={<Marks flow={flow} />}
          >
            <Menu
              trigger={
                <IconButton name={m.flows_more_about({ name: flow.name })}>
                  <Icon name="more" />
                </IconButton>
              }
              entries={entriesOf(flow)}
            />
          </Row>
        )}
      </Rows>
      <Suspense>
        {isNew && <NewFlow brandId={brandId} onMade={open} onClose={() => setNew(false)} />}
      </Suspense>
    </Page>
  )
}

function aboutFlow({ publishedVersion, publishedAt, runsUnderWay }: Flow): string {
  const runs = runsUnderWay > 0 ? m.flows_runs({ count: runsUnderWay }) : m.flows_no_runs()
  return publishedVersion === null || publishedAt === null
    ? runs
    : `${m.flows_published({ version: publishedVersion, when: whenOf(publishedAt) })} · ${runs}`
}

function Marks({ flow }: { flow: Flow }) {
  return (
    <>
      {flow.publishedVersion === null && <Chip>{m.flows_mark_draft()}</Chip>}
      {flow.publishedVersion !== null && flow.isChanged && (
        <Chip tone="kohaku">{m.flows_mark_changed()}</Chip>
      )}
      {flow.runsStuck > 0 && <Chip tone="shu">{m.flows_stuck_count({ count: flow.runsStuck })}</Chip>}
    </>
  )
}
