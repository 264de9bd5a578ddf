import { useState } from 'react'
import { IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { RuleField } from '../contract.ts'
import type { Value } from './draft.ts'
import { PlainSelect } from './plain-select.tsx'
import { type Choice, choicesFor, type Parts } from './parts.ts'

type Props = {
  field: RuleField
  /** What is asked, for those who hear the screen. */
  name: string
  value: Value
  choices: Parts['choices']
  onChange: (value: Value) => void
}

/** Whatever a condition or an action takes, drawn by its description. */
export function ValueField(props: Props) {
  const { field, name, value, choices, onChange } = props
  switch (field.kind) {
    case 'nothing':
      return null
    case 'words':
      return <WordsField name={name} words={listIn(value).map(String)} onChange={onChange} />
    case 'text':
      return (
        <textarea
          aria-label={name}
          rows={3}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
          className={cx(inputLook, 'h-auto w-full py-2 leading-[1.65] max-phone:h-auto')}
        />
      )
    case 'one':
      return <OneField {...props} choices={choicesFor(field, choices)} />
    case 'many':
      return <ManyField {...props} choices={choicesFor(field, choices)} />
    case 'number':
      return (
        <span className="inline-block w-24">
          <input
            type="number"
            aria-label={name}
            min={field.least ?? undefined}
            max={field.most ?? undefined}
            value={typeof value === 'number' ? value : ''}
            onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
            className={inputLook}
          />
        </span>
      )
    case 'range':
      return <RangeField {...props} />
    case 'said':
      return <SaidField {...props} choices={choicesFor(field, choices)} />
  }
}

const listIn = (value: Value): (string | number)[] => (Array.isArray(value) ? value : [])

/** Several words in one line, divided by commas of either language. */
function WordsField({
  name,
  words,
  onChange,
}: {
  name: string
  words: string[]
  onChange: (words: string[]) => void
}) {
  const [text, setText] = useState(words.join(m.rules_comma()))
  return (
    <input
      aria-label={name}
      placeholder={m.rules_words_hint()}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onChange(
          event.target.value
            .split(/[,、，\n]/)
            .map((one) => one.trim())
            .filter((one) => one !== ''),
        )
      }}
      className={cx(inputLook, 'min-w-[160px] flex-1')}
    />
  )
}

type Chosen = Omit<Props, 'choices'> & { choices: Choice[] }

function OneField({ name, value, choices, onChange }: Chosen) {
  if (choices.length === 0) return <None />
  const known = choices.some((one) => one.value === value)
  return (
    <PlainSelect
      name={name}
      value={known ? String(value) : ''}
      choices={[
        ...(known ? [] : [{ value: '', name: m.rules_gone() }]),
        ...choices.map((one) => ({ value: String(one.value), name: one.name })),
      ]}
      onChange={(next) => onChange(choices.find((one) => String(one.value) === next)?.value ?? '')}
    />
  )
}

const None = () => <span className="text-small text-kohaku">{m.rules_none_to_choose()}</span>

function ManyField({ name, value, choices, onChange }: Chosen) {
  const chosen = listIn(value)
  const left = choices.filter((one) => !chosen.includes(one.value))
  if (choices.length === 0) return <None />
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5">
      {chosen.map((one) => {
        const said = choices.find((choice) => choice.value === one)?.name ?? m.rules_gone()
        return (
          <span
            key={one}
            className="inline-flex items-center rounded-[7px] bg-ai-soft pl-2 text-small text-ai"
          >
            {said}
            <IconButton
              name={m.rules_take_away({ name: said })}
              className="size-6 text-ai"
              onClick={() => onChange(chosen.filter((other) => other !== one))}
            >
              <Icon name="close" />
            </IconButton>
          </span>
        )
      })}
      {left.length > 0 && (
        <PlainSelect
          name={name}
          value=""
          choices={[
            { value: '', name: chosen.length === 0 ? m.rules_choose() : m.rules_or() },
            ...left.map((one) => ({ value: String(one.value), name: one.name })),
          ]}
          onChange={(next) => {
            const picked = left.find((one) => String(one.value) === next)
            if (picked) onChange([...chosen, picked.value])
          }}
        />
      )}
    </span>
  )
}

function RangeField({ field, name, value, onChange }: Props) {
  const range = (
    value !== null && typeof value === 'object' && !Array.isArray(value) && !('key' in value) ? value : {}
  ) as {
    atLeast?: number
    atMost?: number
  }
  const put = (of: 'atLeast' | 'atMost', text: string) => {
    const { [of]: _, ...rest } = range
    onChange(text === '' ? rest : { ...rest, [of]: Number(text) })
  }
  const bound = (of: 'atLeast' | 'atMost', words: string) => (
    <span className="inline-block w-28">
      <input
        type="number"
        aria-label={`${name} ${words}`}
        placeholder={words}
        min={field.least ?? undefined}
        max={field.most ?? undefined}
        value={range[of] ?? ''}
        onChange={(event) => put(of, event.target.value)}
        className={inputLook}
      />
    </span>
  )
  return (
    <span className="inline-flex items-center gap-1.5 text-small text-ink2">
      {bound('atLeast', m.rules_least())} – {bound('atMost', m.rules_most())}
    </span>
  )
}

function SaidField({ name, value, choices, onChange }: Chosen) {
  if (choices.length === 0) return <None />
  const said = value !== null && typeof value === 'object' && 'key' in value ? value : { key: '', words: [] }
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      <PlainSelect
        name={name}
        value={said.key}
        choices={choices.map((one) => ({ value: String(one.value), name: one.name }))}
        onChange={(key) => onChange({ ...said, key })}
      />
      <WordsField name={name} words={said.words} onChange={(words) => onChange({ ...said, words })} />
    </span>
  )
}
