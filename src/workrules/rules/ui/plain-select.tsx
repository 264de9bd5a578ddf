import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'

/** A choice inside a sentence: its name is only heard. */
export function PlainSelect({
  name,
  value,
  choices,
  onChange,
  isInvalid,
  autoFocus,
}: {
  name: string
  value: string
  choices: readonly { value: string; name: string }[]
  onChange: (value: string) => void
  isInvalid?: boolean
  autoFocus?: boolean
}) {
  return (
    <span className="relative inline-block max-w-full">
      <select
        aria-label={name}
        aria-invalid={isInvalid || undefined}
        value={value}
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
        className={cx(inputLook, 'w-auto max-w-full appearance-none pr-7')}
      >
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.name}
          </option>
        ))}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-2 grid place-items-center text-ink3">
        <Icon name="down" />
      </span>
    </span>
  )
}
