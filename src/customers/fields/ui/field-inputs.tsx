import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { whenLetGo } from '#agent/kit/let-go.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { m } from '#texts'
import type { CustomField, FieldKind, FieldValue } from '../contract.ts'
import { choiceName, fieldName } from './words.ts'

type Wiring = {
  id: string
  'data-field': string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
  disabled: boolean
}
type InputProps = {
  field: CustomField
  value: FieldValue | undefined
  wiring: Wiring
  onSave: (value: FieldValue | null) => void
  /** What was typed cannot be a value. */
  onMistake: (words: string) => void
}

const look =
  'min-h-7 w-full min-w-0 rounded-[6px] border border-line bg-paper px-2 text-small text-ink hover:border-ink3 disabled:opacity-60 disabled:hover:border-line aria-invalid:border-shu max-phone:min-h-11 max-phone:text-title'

/** What is typed until it is left; Escape takes back what was there, and then leaves. */
function useTyped(shown: string, keep: (typed: string) => void) {
  const [typed, setTyped] = useState(shown)
  const given = useRef(shown)
  useEffect(() => {
    // Changed elsewhere, and nobody is writing here.
    if (given.current !== shown) setTyped(shown)
    given.current = shown
  }, [shown])
  return {
    value: typed,
    onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
    // Left by pressing something: the form may be laid out anew only when that has been let go.
    onBlur: () => typed !== shown && whenLetGo(() => keep(typed)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault()
        keep(typed)
      } else if (event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
        if (typed === shown) (event.target as HTMLElement).blur()
        else setTyped(shown)
      }
    },
  }
}

const textOf = (value: FieldValue | undefined) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function TextInput({ value, wiring, onSave }: InputProps) {
  const typing = useTyped(textOf(value), (typed) => onSave(typed.trim() || null))
  return (
    <textarea
      rows={1}
      maxLength={2_000}
      {...wiring}
      {...typing}
      className={cx(
        look,
        '[field-sizing:content] max-h-40 resize-none py-[3px] leading-[1.55] max-phone:py-2.5',
      )}
    />
  )
}

function NumberInput({ value, wiring, onSave, onMistake }: InputProps) {
  const typing = useTyped(textOf(value), (typed) => {
    // People write 1,200 and, in Japanese input, １２００.
    const plain = typed.normalize('NFKC').replaceAll(',', '').trim()
    if (plain === '') return onSave(null)
    const number = Number(plain)
    if (Number.isFinite(number)) onSave(number)
    else onMistake(m.fields_not_a_number())
  })
  return <input inputMode="decimal" autoComplete="off" {...wiring} {...typing} className={look} />
}

function DateInput({ value, wiring, onSave }: InputProps) {
  const typing = useTyped(textOf(value), (typed) => onSave(typed || null))
  return (
    <input
      type="date"
      max="9999-12-31"
      {...wiring}
      {...typing}
      className={cx(look, typing.value === '' && 'text-ink3')}
    />
  )
}

function Choose({
  wiring,
  value,
  choices,
  onChoose,
}: {
  wiring: Wiring
  value: string
  choices: { value: string; name: string }[]
  onChoose: (value: string) => void
}) {
  // A choice that was taken off the list stays where it was given.
  const gone = value !== '' && !choices.some((choice) => choice.value === value)
  return (
    <span className="relative block">
      <select
        {...wiring}
        value={value}
        onChange={({ target }) => onChoose(target.value)}
        className={cx(look, 'h-7 appearance-none truncate pr-6 max-phone:h-11', value === '' && 'text-ink3')}
      >
        <option value="">{m.fields_none()}</option>
        {gone && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-1.5 grid place-items-center text-ink3">
        <Icon name="down" size={12} />
      </span>
    </span>
  )
}

function YesNoInput({ value, wiring, onSave }: InputProps) {
  return (
    <Choose
      wiring={wiring}
      value={typeof value === 'boolean' ? String(value) : ''}
      choices={[
        { value: 'true', name: m.fields_yes() },
        { value: 'false', name: m.fields_no() },
      ]}
      onChoose={(chosen) => onSave(chosen === '' ? null : chosen === 'true')}
    />
  )
}

function ChoiceInput({ field, value, wiring, onSave }: InputProps) {
  return (
    <Choose
      wiring={wiring}
      value={textOf(value)}
      choices={field.choices.map((choice) => ({ value: choice.key, name: choiceName(choice) }))}
      onChoose={(chosen) => onSave(chosen || null)}
    />
  )
}

function ChoicesInput({ field, value, wiring, onSave }: InputProps) {
  const [isOpen, setOpen] = useState(false)
  const chosen = Array.isArray(value) ? value : []
  const names = field.choices.filter(({ key }) => chosen.includes(key)).map(choiceName)
  const toggle = (key: string) => {
    const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]
    onSave(next.length > 0 ? next : null)
  }
  const { 'aria-invalid': isWrong, 'aria-required': _, ...plain } = wiring
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        {...plain}
        aria-label={`${fieldName(field)}: ${names.join(', ') || m.fields_none()}`}
        onClick={() => setOpen(true)}
        className={cx(look, 'py-[3px] text-left', names.length === 0 && 'text-ink3', isWrong && 'border-shu')}
      >
        {names.join(' · ') || m.fields_none()}
      </button>
      {isOpen && (
        <Palette
          title={fieldName(field)}
          isOpen
          keepsOpen
          onClose={() => setOpen(false)}
          items={field.choices.map((choice) => ({
            id: choice.key,
            name: choiceName(choice),
            words: `${choice.en} ${choice.ja}`,
            isOn: chosen.includes(choice.key),
          }))}
          onPick={({ id }) => toggle(id)}
        />
      )}
    </>
  )
}

/** How each kind is filled in. */
export const inputs: Record<FieldKind, ComponentType<InputProps>> = {
  text: TextInput,
  number: NumberInput,
  date: DateInput,
  yes_no: YesNoInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
}
