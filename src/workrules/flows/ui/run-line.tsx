import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu, type MenuEntry } from '#agent/kit/menu.tsx'
import { m } from '#texts'
import type { FlowRun } from '../runs-contract.ts'
import { Checklist } from './checklist.tsx'
import { useForgetRuns } from './use-forget-runs.ts'

const RunDialog = lazy(() => import('./run-dialog.tsx'))
const MoveDialog = lazy(() => import('./move-dialog.tsx'))

/** One run of a flow: where it stands, what it waits for, and what may be done about it. */
export function RunLine({ run, children }: { run: FlowRun; children?: ReactNode }) {
  const [layer, setLayer] = useState<'history' | 'move'>()
  const direct = useDirecting(run)
  const mayRetry = run.may.direct && run.state === 'stuck'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <div className={cx('min-w-[200px] flex-1', mayRetry && 'max-phone:basis-full')}>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <span>
              <span className="font-medium">{run.flow.name}</span>
              {run.step && run.state !== 'ended' && <span className="text-ink2"> · {run.step.name}</span>}
            </span>
            {run.state === 'stuck' && <Chip tone="shu">{m.flows_mark_stuck()}</Chip>}
            {run.isLate && <Chip tone="kohaku">{m.flows_mark_late()}</Chip>}
          </div>
          {children}
          <div className={run.state === 'stuck' ? 'text-small text-shu' : 'text-small text-ink2'}>
            {run.text}
          </div>
        </div>
        {mayRetry && (
          <Button isBusy={direct.isBusy} onClick={direct.retry}>
            {m.flows_retry()}
          </Button>
        )}
        <Menu
          trigger={
            <IconButton name={m.flows_more_about({ name: run.flow.name })}>
              <Icon name="more" />
            </IconButton>
          }
          entries={[
            { name: m.flows_history(), run: () => setLayer('history') },
            ...direct.entries,
            ...(run.may.move ? [{ name: m.flows_move(), run: () => setLayer('move') }] : []),
            ...(run.may.direct ? ['line' as const, { name: m.flows_stop(), run: direct.stop }] : []),
          ]}
        />
      </div>
      {run.checklist && <Checklist run={run} />}
      <Suspense>
        {layer === 'history' && <RunDialog run={run} onClose={() => setLayer(undefined)} />}
        {layer === 'move' && <MoveDialog run={run} onClose={() => setLayer(undefined)} />}
      </Suspense>
    </div>
  )
}

function useDirecting(run: FlowRun) {
  const onDone = useForgetRuns(run.conversation.id)
  const retry = useTell('POST /api/flow-runs/{id}/retry', { onDone })
  const skip = useTell('POST /api/flow-runs/{id}/skip', { onDone })
  const stop = useTell('POST /api/flow-runs/{id}/stop', { onDone })
  const params = { id: run.id }
  const entries: MenuEntry[] = run.may.direct
    ? run.outcomes.map(({ key, name }) => ({
        name: m.flows_skip_to({ outcome: name }),
        run: () => skip.mutate({ params, body: { outcome: key } }),
      }))
    : []
  return {
    entries,
    isBusy: retry.isPending,
    retry: () => retry.mutate({ params }),
    stop: () => stop.mutate({ params }),
  }
}
