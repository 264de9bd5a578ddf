import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { FlowPage } from '../../contract.ts'
import { kindName } from '../../names.ts'
import { kinds, withStep, withWay } from './draft.ts'
import type { Layer } from './layers.tsx'
import { ProblemList } from './problem-list.tsx'
import { StepList } from './step-list.tsx'
import { StepSide } from './step-side.tsx'
import { useFlowDraft } from './use-flow-draft.ts'
import { usePhone } from './use-phone.ts'

const Canvas = lazy(() => import('./canvas.tsx'))
const Layers = lazy(() => import('./layers.tsx'))

/** Where a flow is written: a list of its steps, a drawing of them, and beside it what the chosen one does. */
export function FlowEditor() {
  const id = Number(useParams({ strict: false }).id)
  const asked = useAsk('GET /api/flows/{id}', { params: { id } }, { staleTime: Infinity })
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton className="m-8 h-60" />
  return <Editor key={id} flow={asked.data} />
}

function Editor({ flow }: { flow: FlowPage }) {
  const draft = useFlowDraft(flow)
  const go = useNavigate()
  const isPhone = usePhone()
  const [picked, setPicked] = useState<string>()
  const [added, setAdded] = useState<string>()
  const [layer, setLayer] = useState<Layer>()
  const { graph } = draft
  const step = graph.steps.find((one) => one.id === picked)
  const wrong = new Set(draft.problems.flatMap((one) => one.step ?? []))
  const locale = getLocale() === 'ja' ? 'ja' : 'en'
  const pickNew = (made: string) => {
    setPicked(made)
    setAdded(made)
  }
  const add = kinds.map((kind) => ({
    name: kindName(kind, locale),
    run: () => {
      const made = withStep(graph, kind)
      draft.put(made.graph)
      pickNew(made.id)
    },
  }))
  const list = <StepList graph={graph} wrong={wrong} picked={picked} onPick={setPicked} />
  const side = (
    <StepSide
      key={picked}
      step={step}
      draft={draft}
      brandId={flow.brandId}
      isSheet={isPhone}
      isNew={picked === added}
      onPick={setPicked}
      onAdded={pickNew}
    />
  )
  return (
    <main className="flex h-full min-w-0 flex-col border-l border-line bg-paper max-phone:border-l-0">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <Link
          to="/flows"
          search={{ tab: 'flows' }}
          aria-label={m.flows_back()}
          className="inline-grid size-7 place-items-center rounded-[7px] text-ink2 hover:bg-mat max-phone:size-11"
        >
          <Icon name="back" />
        </Link>
        <h1 className="sr-only">{draft.name}</h1>
        <input
          aria-label={m.flows_name()}
          value={draft.name}
          maxLength={100}
          onChange={({ target }) => draft.rename(target.value)}
          className={`${inputLook} max-w-[340px] flex-1 font-semibold max-phone:min-w-[62%] max-phone:max-w-none`}
        />
        <State draft={draft} />
        <span className="flex-1" />
        <Menu trigger={<Button icon={<Icon name="plus" />}>{m.flows_add_step()}</Button>} entries={add} />
        <Button onClick={() => setLayer('try')}>{m.flows_try()}</Button>
        <Button isBusy={draft.isSaving} disabled={!draft.isDirty} onClick={draft.save}>
          {m.settings_save()}
        </Button>
        <Button look="primary" isBusy={draft.isPublishing} onClick={draft.publish}>
          {m.flows_publish()}
        </Button>
        <Menu
          trigger={
            <IconButton name={m.flows_more_about({ name: draft.name })}>
              <Icon name="more" />
            </IconButton>
          }
          entries={[
            { name: m.flows_how_it_begins(), run: () => setLayer('begin') },
            { name: m.flows_versions(), run: () => setLayer('versions') },
            { name: m.flows_arrange(), run: draft.arrange },
            { name: m.flows_export(), run: draft.export },
            'line',
            { name: m.settings_delete(), run: () => setLayer('delete') },
          ]}
        />
      </header>
      <ProblemList problems={draft.problems} onPick={setPicked} />
      {isPhone ? (
        <div className="min-h-0 flex-1 overflow-y-auto p-3">{list}</div>
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[230px_minmax(0,1fr)_340px] max-desk:grid-cols-[minmax(0,1fr)_330px]">
          <div className="overflow-y-auto border-r border-line p-2 max-desk:hidden">{list}</div>
          <div className="min-h-0 min-w-0">
            <Suspense fallback={<Skeleton className="h-full" />}>
              <Canvas
                graph={graph}
                wrong={wrong}
                picked={picked}
                onPick={setPicked}
                onMove={draft.place}
                onConnect={(from, outcome, to) => draft.put(withWay(graph, from, outcome, to))}
                onRemove={draft.remove}
              />
            </Suspense>
          </div>
          <div className="overflow-y-auto border-l border-line px-4 py-4">{side}</div>
        </div>
      )}
      {isPhone && side}
      <Suspense>
        {layer && (
          <Layers
            layer={layer}
            draft={draft}
            onClose={() => setLayer(undefined)}
            onGone={() => void go({ to: '/flows', search: { tab: 'flows' } })}
          />
        )}
      </Suspense>
    </main>
  )
}

function State({ draft }: { draft: ReturnType<typeof useFlowDraft> }) {
  if (draft.isDirty) return <Chip tone="kohaku">{m.flows_unsaved()}</Chip>
  if (draft.flow.publishedVersion === null) return <Chip>{m.flows_mark_draft()}</Chip>
  return draft.flow.isChanged ? (
    <Chip tone="kohaku">{m.flows_mark_changed()}</Chip>
  ) : (
    <Chip tone="matcha">{m.flows_mark_published({ version: draft.flow.publishedVersion })}</Chip>
  )
}
