import { IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { MacroAction } from '../contract.ts'
import { actionWords, useLists } from './action-words.ts'

/** What happens besides when the reply is sent; each can be left out. */
export function MacroLine({
  brandId,
  actions,
  onDrop,
}: {
  brandId: number
  actions: readonly MacroAction[]
  onDrop: (action: MacroAction) => void
}) {
  const lists = useLists(brandId)
  return (
    <section
      aria-label={m.templates_with_sending()}
      className="flex flex-wrap items-center gap-1.5 border-t border-line px-3.5 py-1.5 text-small"
    >
      <span className="text-ink3">{m.templates_with_sending()}</span>
      {actions.map((action) => {
        const words = actionWords(action, lists)
        return (
          <span
            key={JSON.stringify(action)}
            className="inline-flex max-w-full items-center rounded-[9px] bg-ai-soft pl-2 text-ai"
          >
            <span className="truncate py-px">{words}</span>
            <IconButton
              name={m.templates_without({ action: words })}
              className="size-5 text-ai max-phone:size-9"
              onClick={() => onDrop(action)}
            >
              <Icon name="close" size={11} />
            </IconButton>
          </span>
        )
      })}
    </section>
  )
}
