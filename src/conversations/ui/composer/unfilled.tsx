import { m } from '#texts'

/** Not sent: a template asked for something that nobody filled in. Its first place is selected in the text. */
export function Unfilled({ names }: { names: string[] }) {
  if (names.length === 0) return null
  return (
    <p role="alert" className="mx-3.5 mt-2 rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
      {m.conversations_placeholder_unfilled({ names: names.join(' ') })}
    </p>
  )
}
