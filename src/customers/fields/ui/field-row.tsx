import { useId, useState } from 'react'
import { m } from '#texts'
import type { CustomField, FieldValue } from '../contract.ts'
import { inputs } from './field-inputs.tsx'
import { fieldName } from './words.ts'

/** Says the new value to the desk; answers what is wrong with it, if anything. */
export type Save = (key: string, value: FieldValue | null) => Promise<string | undefined>

type RowProps = {
  field: CustomField
  value: FieldValue | undefined
  isRequired?: boolean
  /** Asked for by a refusal, and still not there. */
  isMissing?: boolean
  isOff: boolean
  onSave: Save
}

/** One field, changed where it stands: kept when it is left, by Enter, or as soon as something is chosen. */
export function FieldRow({ field, value, isRequired = false, isMissing = false, isOff, onSave }: RowProps) {
  const id = useId()
  const [mistake, setMistake] = useState<string>()
  const error = mistake ?? (isMissing && value === undefined ? m.fields_missing() : undefined)
  const save = (next: FieldValue | null) => {
    setMistake(undefined)
    if (JSON.stringify(next) === JSON.stringify(value ?? null)) return
    void onSave(field.key, next).then(setMistake)
  }
  const Input = inputs[field.kind]
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-2.5 gap-y-0.5">
      <label htmlFor={id} className="self-center text-small leading-[1.35] text-ink2">
        {fieldName(field)}
        {isRequired && (
          <span aria-hidden className="ml-1 text-shu" title={m.fields_is_required()}>
            *
          </span>
        )}
      </label>
      <Input
        field={field}
        value={value}
        onSave={save}
        onMistake={setMistake}
        wiring={{
          id,
          'data-field': `${field.about}.${field.key}`,
          'aria-describedby': error ? `${id}-error` : undefined,
          'aria-invalid': error ? true : undefined,
          'aria-required': isRequired || undefined,
          disabled: isOff,
        }}
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="col-start-2 text-[11px] leading-[1.4] text-shu">
          {error}
        </p>
      )}
    </div>
  )
}
