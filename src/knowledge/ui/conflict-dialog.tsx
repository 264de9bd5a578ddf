import { generateHTML, generateJSON } from '@tiptap/react'
import { useMemo, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { m } from '#texts'
import { difference } from '#platform/difference.ts'
import { extensionsOf, keptHtml } from './editor/extensions.ts'
import { type Choice, chosenText, mergeTexts, type Place, placesOf } from './merge-texts.ts'
import type { Conflict, Words, Writing } from './use-writing.ts'

type DialogProps = { writing: Writing; conflict: Conflict; onClose: () => void }

/** Both texts, place by place: what only one changed is chosen already, what both changed is chosen here. */
export default function ConflictDialog({ writing, conflict, onClose }: DialogProps) {
  // What was typed since the two met belongs to mine.
  const mine = writing.words
  const { base, theirs } = conflict
  const name = theirs.editedBy?.name ?? 'Engawa'
  const merges = useMemo(() => mergesOf(base, mine, theirs), [base, mine, theirs])
  const parts = {
    title: placesOf(merges.title),
    blocks: placesOf(merges.blocks),
    keywords: placesOf(merges.keywords),
  }
  const places = [...parts.title, ...parts.blocks, ...parts.keywords]
  const nameOf = (at: number) => {
    if (at < parts.title.length) return m.knowledge_conflict_title_field()
    const number = at - parts.title.length + 1
    return number > parts.blocks.length
      ? m.knowledge_conflict_keywords()
      : m.knowledge_conflict_place({ number })
  }
  const [picked, setPicked] = useState<Record<number, Choice>>({})
  const choices = places.map((place, at) => picked[at] ?? place.suggested)
  const words = wordsOf(merges, choices)
  const all = (choice: Choice) => setPicked(Object.fromEntries(places.map((_, at) => [at, choice])))
  const open = choices.filter((choice) => choice === undefined).length
  return (
    <Dialog
      title={m.knowledge_conflict_title({ name })}
      isOpen
      onClose={onClose}
      width={920}
      footer={
        <>
          <span className="flex-1 self-center text-small text-ink3" role="status">
            {open > 0 && m.knowledge_conflict_open({ count: open })}
          </span>
          <Button
            look="primary"
            disabled={!words}
            onClick={() => {
              if (words) writing.resolve(words)
            }}
          >
            {m.knowledge_conflict_do()}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-ink2">{m.knowledge_conflict_about()}</p>
      <div className="mb-4 flex flex-wrap gap-2">
        <Button onClick={() => all('mine')}>{m.knowledge_conflict_all_mine()}</Button>
        <Button onClick={() => all('theirs')}>{m.knowledge_conflict_all_theirs({ name })}</Button>
      </div>
      <ol className="grid gap-4">
        {places.map((place, at) => (
          <PlaceChoice
            key={at}
            place={place}
            legend={nameOf(at)}
            mayBoth={at >= parts.title.length}
            name={name}
            lang={writing.locale}
            choice={choices[at]}
            onPick={(choice) => setPicked((before) => ({ ...before, [at]: choice }))}
          />
        ))}
      </ol>
    </Dialog>
  )
}

type Merges = Record<'title' | 'blocks' | 'keywords', ReturnType<typeof mergeTexts>>

function mergesOf(base: Words, mine: Words, theirs: Words): Merges {
  const of = (part: (words: Words) => string[]) => mergeTexts(part(base), part(mine), part(theirs))
  return {
    title: of((words) => [words.title]),
    blocks: of((words) => blocksOf(words.html)),
    keywords: of((words) => words.keywords),
  }
}

function wordsOf(merges: Merges, choices: readonly (Choice | undefined)[]): Words | undefined {
  const ends = [placesOf(merges.title).length, placesOf(merges.title).length + placesOf(merges.blocks).length]
  const title = chosenText(merges.title, choices.slice(0, ends[0]))
  const blocks = chosenText(merges.blocks, choices.slice(ends[0], ends[1]))
  const keywords = chosenText(merges.keywords, choices.slice(ends[1]))
  return (
    title &&
    blocks &&
    keywords && { title: title.join(' '), html: blocks.join(''), keywords: [...new Set(keywords)] }
  )
}

/** The blocks of a text, written the same way whoever wrote them. */
function blocksOf(html: string): string[] {
  const extensions = extensionsOf(() => '')
  const written = keptHtml(generateHTML(generateJSON(html, extensions), extensions))
  const page = new DOMParser().parseFromString(written, 'text/html')
  return [...page.body.children].map((block) => block.outerHTML)
}

type ChoiceProps = {
  place: Place
  legend: string
  mayBoth: boolean
  name: string
  lang: string
  choice: Choice | undefined
  onPick: (choice: Choice) => void
}

function PlaceChoice({ place, legend, mayBoth, name, lang, choice, onPick }: ChoiceProps) {
  const sides = [
    { id: 'mine' as const, name: m.knowledge_conflict_mine(), blocks: place.mine },
    { id: 'theirs' as const, name: m.knowledge_conflict_theirs({ name }), blocks: place.theirs },
  ]
  return (
    <li>
      <fieldset className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
        <legend className="mb-1 text-small font-semibold text-ink2">{legend}</legend>
        {sides.map((side) => (
          <label
            key={side.id}
            className={cx(
              'grid content-start gap-1 rounded-[8px] border p-3',
              choice === side.id || choice === 'both' ? 'border-ai bg-ai-soft' : 'border-line',
            )}
          >
            <span className="flex items-center gap-2 text-small font-semibold">
              <input
                type="radio"
                name={legend}
                checked={choice === side.id}
                onChange={() => onPick(side.id)}
                className="size-3.5 accent-(--ai)"
              />
              {side.name}
            </span>
            <Difference lang={lang} from={place.base} to={side.blocks} />
          </label>
        ))}
        {mayBoth && (
          <label className="flex items-center gap-2 text-small max-phone:min-h-11">
            <input
              type="radio"
              name={legend}
              checked={choice === 'both'}
              onChange={() => onPick('both')}
              className="size-3.5 accent-(--ai)"
            />
            {m.knowledge_conflict_both()}
          </label>
        )}
      </fieldset>
    </li>
  )
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
const wordsIn = (text: string) => [...segmenter.segment(text)].map((one) => one.segment)

/** What one side made of the place, word by word. */
function Difference({ lang, from, to }: { lang: string; from: string[]; to: string[] }) {
  if (to.length === 0)
    return (
      <span lang={document.documentElement.lang} className="text-ink3">
        {from.length === 0 ? m.knowledge_conflict_none() : m.knowledge_conflict_nothing()}
      </span>
    )
  const steps = difference(wordsIn(textOf(from)), wordsIn(textOf(to)), (a, b) => a === b)
  return (
    <span lang={lang} className="whitespace-pre-wrap">
      {steps.map(({ kind, item }, at) =>
        kind === 'added' ? (
          <ins key={at} className="bg-matcha-soft text-matcha decoration-2">
            {item}
          </ins>
        ) : kind === 'removed' ? (
          <del key={at} className="bg-shu-soft text-shu">
            {item}
          </del>
        ) : (
          item
        ),
      )}
    </span>
  )
}

function textOf(blocks: readonly string[]): string {
  return blocks
    .map((block) => {
      const { body } = new DOMParser().parseFromString(block, 'text/html')
      const picture = body.querySelector('img')?.getAttribute('alt')
      return [picture && `[${picture}]`, body.textContent].filter(Boolean).join(' ')
    })
    .join('\n')
}
