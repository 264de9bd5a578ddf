import { useState } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Palette } from '#agent/kit/palette.tsx'
import { m } from '#texts'
import type { MacroAction } from '../contract.ts'
import { actionOptions, actionWords, useLists } from './action-words.ts'

/** What happens when a reply with this template is sent, in this order. */
export function ActionsField({
  brandId,
  actions,
  error,
  onChange,
}: {
  brandId: number
  actions: MacroAction[]
  error: string | undefined
  onChange: (actions: MacroAction[]) => void
}) {
  const lists = useLists(brandId)
  const [isAdding, setAdding] = useState(false)
  const options = actionOptions(lists)
  const add = (action: MacroAction) => onChange([...actions, action])
  const change = (at: number, action: MacroAction) => onChange(actions.with(at, action))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-small font-semibold text-ink2">{m.templates_actions()}</legend>
      <p className="text-small text-ink3">{m.templates_actions_hint()}</p>
      {actions.length > 0 && (
        <ol className="grid gap-1.5">
          {actions.map((action, at) => (
            // Two may be alike, and none has another name than its place.
            // eslint-disable-next-line react/no-array-index-key
            <li key={at} className="flex items-start gap-1.5">
              <span className="min-w-0 flex-1">
                {action.kind === 'note' ? (
                  <TextArea
                    name={m.templates_note()}
                    rows={2}
                    required
                    value={action.text}
                    onChange={(event) => change(at, { kind: 'note', text: event.target.value })}
                  />
                ) : (
                  <span className="block rounded-[7px] bg-mat px-2.5 py-1 text-list">
                    {actionWords(action, lists)}
                  </span>
                )}
              </span>
              <IconButton
                name={m.templates_without({ action: actionWords(action, lists) })}
                onClick={() => onChange(actions.toSpliced(at, 1))}
              >
                <Icon name="close" size={13} />
              </IconButton>
            </li>
          ))}
        </ol>
      )}
      {error && (
        <p role="alert" className="text-small text-shu">
          {error}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button icon={<Icon name="plus" size={13} />} onClick={() => setAdding(true)}>
          {m.templates_add_action()}
        </Button>
        <Button icon={<Icon name="plus" size={13} />} onClick={() => add({ kind: 'note', text: '' })}>
          {m.templates_note()}
        </Button>
      </div>
      {isAdding && (
        <Palette
          title={m.templates_add_action()}
          isOpen
          onClose={() => setAdding(false)}
          items={options}
          onPick={({ id }) => {
            const option = options.find((one) => one.id === id)
            if (option) add(option.action)
          }}
          createName={(name) => m.agent_new_tag({ name })}
          onCreate={(name) => add({ kind: 'tag', add: [name], remove: [] })}
        />
      )}
    </fieldset>
  )
}
