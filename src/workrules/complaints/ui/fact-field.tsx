import { useState } from 'react'
import { TextArea, TextField } from '#agent/kit/field.tsx'
import { type FactName, factName } from './words.ts'

/** One fact, kept when it is left. */
export function FactField({
  name,
  value,
  isOff,
  onSave,
}: {
  name: FactName
  value: string
  isOff: boolean
  onSave: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const wiring = {
    name: factName(name),
    value: typed,
    disabled: isOff,
    onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
    onBlur: () => typed.trim() !== value && onSave(typed.trim()),
  }
  return name === 'what' || name === 'wish' ? (
    <TextArea rows={name === 'what' ? 3 : 2} maxLength={2_000} {...wiring} />
  ) : (
    <TextField maxLength={200} {...wiring} />
  )
}
