import { useId, useRef } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { FieldChoice } from '../contract.ts'
import { keyFrom } from './words.ts'

/** A choice while it is written; one that is new has no key yet. */
export type ChoiceLine = { line: number; key: string | undefined; en: string; ja: string }

export const linesFrom = (choices: readonly FieldChoice[]): ChoiceLine[] =>
  choices.length > 0 ? choices.map((choice, line) => ({ line, ...choice })) : [blank(0), blank(1)]

const blank = (line: number): ChoiceLine => ({ line, key: undefined, en: '', ja: '' })

/** What was written, each with a key of its own made from the English words; lines left empty are no choices. */
export function choicesFrom(lines: readonly ChoiceLine[]): FieldChoice[] {
  const written = lines.filter(({ en, ja }) => en.trim() !== '' || ja.trim() !== '')
  const taken = new Set(written.flatMap(({ key }) => key ?? []))
  return written.map(({ key, en, ja }) => ({ key: key ?? free(keyFrom(en) || 'choice', taken), en, ja }))
}

function free(wish: string, taken: Set<string>): string {
  let key = wish
  for (let count = 2; taken.has(key); count++) key = `${wish.slice(0, 36)}_${count}`
  taken.add(key)
  return key
}

type ListProps = {
  lines: ChoiceLine[]
  error: string | undefined
  onChange: (lines: ChoiceLine[]) => void
}

/** The choices in their order, in both languages. Enter goes on to a new one. */
export function ChoiceList({ lines, error, onChange }: ListProps) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const set = (at: number, part: Partial<ChoiceLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const add = () => {
    onChange([...lines, blank(1 + Math.max(-1, ...lines.map(({ line }) => line)))])
    // After it has been drawn.
    setTimeout(() => [...(list.current?.querySelectorAll('input') ?? [])].at(-2)?.focus())
  }
  const up = (at: number) =>
    onChange(
      lines
        .map((line, index) => (index === at - 1 ? lines[at] : index === at ? lines[at - 1] : line))
        .flatMap((line) => line ?? []),
    )
  return (
    <fieldset aria-describedby={error ? id : undefined} className="grid gap-1.5">
      <legend className="mb-1 text-small font-semibold text-ink2">{m.fields_choices()}</legend>
      <ul ref={list} className="grid gap-1.5">
        {lines.map((line, at) => (
          <li key={line.line} className="flex items-center gap-1.5">
            <div className="grid min-w-0 flex-1 grid-cols-2 gap-1.5 max-phone:grid-cols-1">
              {(['ja', 'en'] as const).map((language) => (
                <input
                  key={language}
                  lang={language}
                  aria-label={m.fields_choice_in({
                    number: at + 1,
                    language: language === 'ja' ? '日本語' : 'English',
                  })}
                  placeholder={language === 'ja' ? '日本語' : 'English'}
                  value={line[language]}
                  maxLength={100}
                  onChange={({ target }) => set(at, { [language]: target.value })}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' || event.nativeEvent.isComposing || at < lines.length - 1)
                      return
                    event.preventDefault()
                    add()
                  }}
                  className={inputLook}
                />
              ))}
            </div>
            <IconButton
              name={m.fields_choice_up({ number: at + 1 })}
              disabled={at === 0}
              onClick={() => up(at)}
            >
              <span className="rotate-180">
                <Icon name="down" />
              </span>
            </IconButton>
            <IconButton
              name={m.fields_choice_remove({ number: at + 1 })}
              onClick={() => onChange(lines.filter((_, index) => index !== at))}
            >
              <Icon name="close" />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-3">
        <Button icon={<Icon name="plus" />} onClick={add}>
          {m.fields_choice_add()}
        </Button>
        <p
          id={id}
          role={error ? 'alert' : undefined}
          className={cx('text-small', error ? 'text-shu' : 'text-ink3')}
        >
          {error ?? m.fields_choices_hint()}
        </p>
      </div>
    </fieldset>
  )
}
