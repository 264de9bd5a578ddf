import { IconButton } from '#agent/kit/button.tsx'
import { m } from '#texts'

/** Writes in both languages, or in one again. Its two letters are drawn and not written: nobody could say them to it. */
export function BothButton({ isOn, onClick }: { isOn: boolean; onClick: () => void }) {
  return (
    <IconButton name={m.templates_both()} keys="Ctrl+Shift+E" isOn={isOn} onClick={onClick}>
      <span aria-hidden className="text-[11px] font-semibold before:content-['あA']" />
    </IconButton>
  )
}
