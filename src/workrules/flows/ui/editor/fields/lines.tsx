import type { ReactNode } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'

/** Parts of a step one after the other, each of which can be taken away, and a button for one more. */
export function Lines<T extends { key: string }>({
  title,
  items,
  add,
  removeName,
  onAdd,
  onRemove,
  children,
}: {
  title: string
  items: readonly T[]
  add: string
  removeName: (at: number) => string
  onAdd: () => void
  onRemove: (item: T) => void
  children: (item: T, at: number) => ReactNode
}) {
  return (
    <fieldset className="grid min-w-0 gap-2.5">
      <legend className="float-left mb-2 text-small font-semibold text-ink2">{title}</legend>
      {items.map((item, at) => (
        <div key={item.key} className="flex min-w-0 items-start gap-1.5">
          <div className="min-w-0 flex-1">{children(item, at)}</div>
          <IconButton name={removeName(at + 1)} onClick={() => onRemove(item)}>
            <Icon name="close" />
          </IconButton>
        </div>
      ))}
      <Button className="justify-self-start" icon={<Icon name="plus" />} onClick={onAdd}>
        {add}
      </Button>
    </fieldset>
  )
}
