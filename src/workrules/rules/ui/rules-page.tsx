import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { whenOf } from '#agent/kit/time.ts'

import { askFirst } from '#agent/settings-screen/ask-first.tsx'
import { OrderedLine, useOrder } from '#agent/settings-screen/ordered.tsx'
import { Page, Rows } from '#agent/settings-screen/page.tsx'
import type { Place } from '#agent/settings-screen/places.ts'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import type { Rule } from '../contract.ts'
import { RuleEditor } from './rule-editor.tsx'

const stale = ['GET /api/rules'] as const

/** The rules of a brand in the order in which they are asked. */
export default function RulesPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/rules', { query: { brandId } }, { enabled: brandId > 0 })
  const rules = asked.data?.items
  const [open, setOpen] = useState<number | 'new'>()
  const order = useTell('PUT /api/rules/order', { stale })
  const change = useTell('PATCH /api/rules/{id}', { stale })
  const remove = useTell('DELETE /api/rules/{id}', { stale })
  const standing = rules?.map(({ id }) => ({ id, parentId: null }))
  const put = (id: number, { beforeId }: Place) => {
    const others = (rules ?? []).map((one) => one.id).filter((one) => one !== id)
    const at = beforeId === null ? others.length : others.indexOf(beforeId)
    order.mutate({ body: { brandId, ids: others.toSpliced(at, 0, id) } })
  }
  const steps = useOrder(standing, 1, m.rules_title(), put)
  if (open !== undefined) {
    const rule = rules?.find((one) => one.id === open)
    return <RuleEditor key={open} brandId={brandId} rule={rule} onClose={() => setOpen(undefined)} />
  }
  const entriesOf = (rule: Rule) => [
    { name: m.settings_change(), run: () => setOpen(rule.id) },
    {
      name: rule.isOn ? m.rules_switch_off() : m.rules_switch_on(),
      run: () => change.mutate({ params: { id: rule.id }, body: { isOn: !rule.isOn } }),
    },
    ...steps.entriesFor(rule.id),
    'line' as const,
    {
      name: m.settings_delete(),
      run: () =>
        askFirst({
          title: m.rules_delete_title({ name: rule.name }),
          about: m.rules_delete_about(),
          name: m.settings_delete(),
          run: () => remove.mutate({ params: { id: rule.id } }),
        }),
    },
  ]
  const add = (
    <Button look="primary" onClick={() => setOpen('new')}>
      {m.rules_new()}
    </Button>
  )
  return (
    <Page title={m.rules_title()} intro={m.rules_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.rules_none()}>
        {(rule) => (
          <OrderedLine
            key={rule.id}
            id={rule.id}
            kind="rule"
            name={rule.name}
            about={<About rule={rule} />}
            marks={<Marks rule={rule} />}
            onDrop={(id) => put(id, { parentId: null, beforeId: rule.id })}
            onOpen={() => setOpen(rule.id)}
            entries={entriesOf(rule)}
          />
        )}
      </Rows>
    </Page>
  )
}

function About({ rule }: { rule: Rule }) {
  const acted =
    rule.actedAt === null
      ? m.rules_acted_never()
      : m.rules_acted({ count: rule.acted, when: whenOf(rule.actedAt) })
  const gone = rule.warnings.find((one) => one.code === 'stopped' || one.code === 'misses')
  if (!gone) return acted
  return (
    <>
      <span className="text-shu">{gone.text}</span> · {acted}
    </>
  )
}

function Marks({ rule }: { rule: Rule }) {
  const stopped = rule.warnings.some((one) => one.code === 'stopped')
  const circled = rule.warnings.some((one) => one.code === 'circled')
  const others = rule.warnings.length > 0 && !stopped && !circled
  return (
    <>
      {!rule.isOn && <Chip>{m.rules_off()}</Chip>}
      {stopped && <Chip tone="shu">{m.rules_mark_stopped()}</Chip>}
      {circled && <Chip tone="shu">{m.rules_mark_circled()}</Chip>}
      {others && <Chip tone="kohaku">{m.rules_mark_look()}</Chip>}
      {rule.isLast && <Chip tone="ai">{m.rules_mark_last()}</Chip>}
    </>
  )
}
