import { type RefObject, useRef, useState } from 'react'
import { useMe } from '#agent/me.ts'
import type { Locale } from '#platform/locale.ts'
import type { DraftContent } from '../../contract-writing.ts'
import type { EditorHandle } from '../../ui/composer/editor.tsx'
import type { MacroAction } from '../contract.ts'
import type { Filled, Template } from './chosen.ts'
import { otherOf, type Place, signaturesOf, useBoth } from './use-both.tsx'

/** What stands in an answer by a template: which one, what it does besides, and its second language. */
export function useWords(
  place: Place,
  isAnswer: boolean,
  editor: RefObject<EditorHandle | null>,
  onChange: () => void,
) {
  const second = useRef<EditorHandle>(null)
  const [templateId, setTemplateId] = useState<number>()
  const [actions, showActions] = useState<MacroAction[]>([])
  // As it will be drawn next: a draft is kept before that.
  const latest = useRef(actions)
  const setActions = (next: MacroAction[]) => {
    latest.current = next
    showActions(next)
  }
  // The last template's texts: its twin fills the second text when that is asked for.
  const picked = useRef<Filled>({})
  const signatures = signaturesOf(useMe(), place.channel)
  const secondTwin = () => {
    const text = editor.current?.text() ?? ''
    const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)
    return text.trim() === '' ? '' : (picked.current[isJapanese ? 'en' : 'ja'] ?? '')
  }
  const both = useBoth(place, isAnswer, signatures, { first: editor, second }, secondTwin, onChange)
  return {
    both,
    second,
    actions,
    drop: (action: MacroAction) => {
      setActions(latest.current.filter((one) => one !== action))
      onChange()
    },
    /** Puts a template in: in both languages where both are written. */
    pick(template: Template, filled: Filled, wanted: Locale) {
      setTemplateId(template.id)
      picked.current = filled
      if (isAnswer) {
        const known = new Set(latest.current.map((one) => JSON.stringify(one)))
        const fresh = template.actions.filter((one) => !known.has(JSON.stringify(one)))
        setActions([...latest.current, ...fresh])
      }
      if (!both.isOn || !both.first) return editor.current?.insert(filled[wanted] ?? '')
      second.current?.insert(filled[otherOf(both.first)] ?? '')
      editor.current?.insert(filled[both.first] ?? '')
    },
    restore(draft: Pick<DraftContent, 'templateId' | 'actions' | 'both'>) {
      setTemplateId(draft.templateId)
      setActions(draft.actions ?? [])
      both.restore(draft)
    },
    /** Another brand has other templates. */
    clear() {
      setTemplateId(undefined)
      setActions([])
    },
    /** The second text is not written yet; one that comes back with its draft is, though it is not drawn yet. */
    isHalf: () =>
      both.isOn && (second.current?.editor() ? second.current.isEmpty() : both.initialHtml().trim() === ''),
    missing: () => (both.isOn ? (second.current?.selectPlaceholder() ?? []) : []),
    /** What goes with the sending. */
    wish: () => ({
      templateId,
      actions: isAnswer && actions.length > 0 ? actions : undefined,
      both: both.wish(),
    }),
    /** What is kept with the draft. */
    draft: () => ({
      ...(templateId === undefined ? {} : { templateId }),
      ...(latest.current.length > 0 ? { actions: latest.current } : {}),
      ...(both.draft() ? { both: both.draft() } : {}),
    }),
  }
}
