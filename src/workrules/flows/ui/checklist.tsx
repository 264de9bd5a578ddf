import { useTell } from '#agent/ask.ts'
import { Check } from '#agent/kit/field.tsx'
import { whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { FlowRun } from '../runs-contract.ts'
import { useForgetRuns } from './use-forget-runs.ts'

/** What has to be seen to before a run goes on. */
export function Checklist({ run }: { run: FlowRun }) {
  const onDone = useForgetRuns(run.conversation.id)
  const tick = useTell('POST /api/flow-runs/{id}/ticks', { onDone })
  const other = getLocale() === 'ja' ? 'en' : 'ja'
  return (
    <fieldset className="grid gap-1" disabled={!run.may.tick}>
      <legend className="sr-only">{run.step?.name}</legend>
      {run.checklist?.map((item) => (
        <Check
          key={item.key}
          name={item.text[getLocale() === 'ja' ? 'ja' : 'en'] || item.text[other]}
          {...(item.tickedBy && item.tickedAt
            ? { hint: m.flows_ticked_by({ name: item.tickedBy.name, when: whenOf(item.tickedAt) }) }
            : {})}
          checked={wished(tick, item.key) ?? item.tickedBy !== null}
          onChange={({ target }) =>
            tick.mutate({
              params: { id: run.id },
              body: { entry: run.entry, item: item.key, isTicked: target.checked },
            })
          }
        />
      ))}
    </fieldset>
  )
}

type Tick = { isPending: boolean; variables: { body: { item: string; isTicked: boolean } } | undefined }

/** While it is being told, the box shows what was pressed. */
const wished = ({ isPending, variables }: Tick, key: string): boolean | undefined =>
  isPending && variables?.body.item === key ? variables.body.isTicked : undefined
