import { useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Check, Select } from '#agent/kit/field.tsx'
import { useTopics } from '#agent/settings-screen/bot-topics.ts'
import { m } from '#texts'
import type { FlowDraft } from './use-flow-draft.ts'

/** How a flow begins: by a button on conversations, by one of the bot's buttons; rules name it themselves. */
export function BeginDialog({ draft, onClose }: { draft: FlowDraft; onClose: () => void }) {
  const { flow } = draft
  const [byHand, setByHand] = useState(flow.startsByHand)
  const [topicId, setTopicId] = useState(flow.topicId)
  const topics = useTopics(flow.brandId)
  const footer = (
    <>
      <Button onClick={onClose}>{m.settings_cancel()}</Button>
      <Button
        look="primary"
        onClick={() => {
          draft.settle({ startsByHand: byHand, topicId })
          onClose()
        }}
      >
        {m.settings_save()}
      </Button>
    </>
  )
  return (
    <Dialog title={m.flows_how_it_begins()} isOpen onClose={onClose} footer={footer} width={460}>
      <div className="grid gap-4">
        <Check
          name={m.flows_by_hand()}
          checked={byHand}
          onChange={({ target }) => setByHand(target.checked)}
        />
        <Select
          name={m.flows_by_topic()}
          hint={m.flows_by_topic_hint()}
          value={String(topicId ?? '')}
          choices={[
            { value: '', name: m.flows_by_no_topic() },
            ...topics.map(({ id, name }) => ({ value: String(id), name })),
          ]}
          onChange={({ target }) => setTopicId(Number(target.value) || null)}
        />
        <p className="text-small text-ink3">{m.flows_by_rule_hint()}</p>
      </div>
    </Dialog>
  )
}
