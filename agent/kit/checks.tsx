import { Check } from './field.tsx'

type Props<T> = {
  name: string
  hint?: string
  className?: string
  all: readonly T[]
  chosen: readonly T[]
  say: (one: T) => string
  /** What is chosen then, in the order of all. */
  onChange: (next: T[]) => void
}

/** Any of a few, each with a box of its own. */
export function Checks<T extends string | number>({
  name,
  hint,
  className = '',
  all,
  chosen,
  say,
  onChange,
}: Props<T>) {
  return (
    <fieldset className={`flex flex-wrap gap-x-5 gap-y-2 ${className}`}>
      <legend className="mb-1.5 text-small font-semibold text-ink2">{name}</legend>
      {all.map((one) => (
        <Check
          key={one}
          name={say(one)}
          checked={chosen.includes(one)}
          onChange={(event) =>
            onChange(all.filter((other) => (other === one ? event.target.checked : chosen.includes(other))))
          }
        />
      ))}
      {hint && <p className="w-full text-small text-ink3">{hint}</p>}
    </fieldset>
  )
}
