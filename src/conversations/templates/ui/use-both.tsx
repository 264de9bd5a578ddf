import { type RefObject, useRef, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { useAsk } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import type { Me } from '#people/contract.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { DraftContent } from '../../contract-writing.ts'
import type { EditorHandle } from '../../ui/composer/editor.tsx'
import { textAsHtml, withoutSignature, withSignature } from '../../ui/composer/signature.ts'

type Editors = { first: RefObject<EditorHandle | null>; second: RefObject<EditorHandle | null> }
/** Where is written: in a conversation, or to somebody first, where nothing but the brand's own language says anything. */
export type Place = { conversationId?: number; channel: string; locale?: Locale }
export type BothTexts = ReturnType<typeof useBoth>

/** An answer in both languages: two texts, the one to be read first above the other. They can be turned round, and one left out again. */
export function useBoth(
  place: Place,
  isAnswer: boolean,
  signature: Record<Locale, string> | undefined,
  editors: Editors,
  /** What a template says in the language that is not there yet. */
  twin: () => string,
  onChange: () => void,
) {
  const languages = useAsk(
    'GET /api/conversations/{id}/languages',
    { params: { id: place.conversationId ?? 0 } },
    { staleTime: 60_000, enabled: isAnswer && place.conversationId !== undefined },
  ).data
  const [first, setFirst] = useState<Locale>()
  // What stands in the second text while it is not shown.
  const kept = useRef('')
  const isOn = isAnswer && first !== undefined
  const words = signature && first ? joined(signature[first], signature[otherOf(first)]) : ''
  const turnOn = () => {
    const text = editors.first.current?.text() ?? ''
    kept.current = kept.current || twin()
    setFirst(text.trim() === '' ? (languages?.order[0] ?? place.locale ?? 'ja') : languageOf(text))
  }
  const turnOff = () => {
    kept.current = editors.second.current?.draftHtml() ?? ''
    setFirst(undefined)
    onChange()
  }
  const turnRound = () => {
    if (!first) return
    const [one, other] = [editors.first.current?.draftHtml(), editors.second.current?.draftHtml()]
    editors.first.current?.replace(other ?? '')
    editors.second.current?.replace(one ?? '')
    setFirst(otherOf(first))
    onChange()
  }
  useActions([
    {
      id: 'both-languages',
      name: isOn ? m.templates_one_language() : m.templates_both(),
      keys: 'mod+shift+e',
      group: m.agent_group_writing(),
      whileTyping: true,
      // A first mail is written in a dialog.
      inLayers: place.conversationId === undefined,
      isOff: !isAnswer,
      run: () => (isOn ? turnOff() : turnOn()),
    },
  ])
  return {
    isOn,
    first,
    languages,
    turnOn,
    turnOff,
    turnRound,
    /** What stands below both texts. */
    signature: words || undefined,
    initialHtml: () => kept.current,
    restore(draft: Pick<DraftContent, 'both'>) {
      if (!draft.both) return
      const { first: locale, html, text } = draft.both
      const below = signature ? joined(signature[locale], signature[otherOf(locale)]) : ''
      kept.current = withoutSignature(html ?? textAsHtml(text ?? ''), below || undefined)
      setFirst(locale)
    },
    wish: () =>
      isOn && first
        ? { first, html: withSignature(editors.second.current?.html() ?? '', words || undefined) }
        : undefined,
    draft: (): DraftContent['both'] =>
      isOn && first
        ? {
            first,
            text: editors.second.current?.text() ?? kept.current,
            html: editors.second.current?.draftHtml() ?? kept.current,
          }
        : undefined,
  }
}

export const otherOf = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')
const languageName = { ja: '日本語', en: 'English' }
const joined = (one: string, other: string) =>
  [...new Set([one.trim() || other.trim(), other.trim()])].filter(Boolean).join('\n')

/** The writer's signatures, where the channel has any. */
export function signaturesOf(me: Me | undefined, channel: string): Record<Locale, string> | undefined {
  return me && (channel === 'email' || channel === 'form') ? me.signature : undefined
}

function languageOf(text: string): Locale {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? 'ja' : 'en'
}

/** Offers both languages where nothing tells the customer's. */
export function BothHint({ both }: { both: BothTexts }) {
  if (both.isOn || !both.languages?.isUnknown) return null
  const clue = clues[both.languages.because]()
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3.5 py-1.5 text-small text-ink2">
      <span className="min-w-0 flex-1">
        {m.templates_language_unknown({ language: languageName[both.languages.order[0]], clue })}
      </span>
      <Button keys="Ctrl+Shift+E" onClick={() => both.turnOn()}>
        {m.templates_write_both()}
      </Button>
    </p>
  )
}

const clues = {
  preferred: () => '',
  wrote: m.templates_clue_wrote,
  page: m.templates_clue_page,
  country: m.templates_clue_country,
  phone: m.templates_clue_phone,
  address: m.templates_clue_address,
  brand: m.templates_clue_brand,
}

/** Above each text in which language it is; the first also turns them round or leaves one out. */
export function PartHead({ both, at }: { both: BothTexts; at: 'first' | 'second' }) {
  if (!both.isOn || !both.first) return null
  const locale = at === 'first' ? both.first : otherOf(both.first)
  return (
    <div
      className={`flex min-h-7 items-center gap-1 px-3.5 pt-1 text-small text-ink3 ${at === 'second' ? 'border-t border-line' : ''}`}
    >
      <span lang={locale} className="flex-1 font-semibold">
        {languageName[locale]}
      </span>
      {at === 'first' && (
        <>
          <Button look="quiet" onClick={both.turnRound}>
            {m.templates_turn_round()}
          </Button>
          <IconButton name={m.templates_one_language()} keys="Ctrl+Shift+E" onClick={both.turnOff}>
            <Icon name="close" size={13} />
          </IconButton>
        </>
      )}
    </div>
  )
}
