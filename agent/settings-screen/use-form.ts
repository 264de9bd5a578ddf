import { useState } from 'react'
import type { Problem } from '../api.ts'
import type { Statement } from '../api.ts'
import { useTell } from '../ask.ts'
import { mistakeAt, mistakesBesides } from '../kit/words.ts'

/**
 * A form in a page or a dialog: what is typed, what the desk said of it, and telling it. Refusals stand at the field they name,
 * or below the form, and not in a toast.
 */
export function useForm<N extends Statement, V extends Record<string, unknown>>(
  name: N,
  initial: V,
  options: Parameters<typeof useTell<N>>[1] = {},
) {
  const [values, setValues] = useState(initial)
  const [problem, setProblem] = useState<Problem>()
  const telling = useTell(name, {
    ...options,
    onDone: (reply, sent) => {
      setProblem(undefined)
      options.onDone?.(reply, sent)
    },
    onRefused: (refused) => {
      setProblem(refused)
      return true
    },
  })
  const set = <K extends keyof V>(key: K, value: V[K]) => setValues((old) => ({ ...old, [key]: value }))
  return {
    values,
    set,
    tell: telling.mutate,
    isBusy: telling.isPending,
    errorAt: (field: string) => mistakeAt(problem, field),
    /** What stands below the form: everything whose field is not one of these. */
    errorBesides: (...fields: string[]) => mistakesBesides(problem, fields),
    /** The usual wiring of a text field. */
    text: (key: keyof V & string) => ({
      value: String(values[key] ?? ''),
      onChange: (event: { target: { value: string } }) => set(key, event.target.value as V[typeof key]),
      error: mistakeAt(problem, key),
    }),
  }
}
