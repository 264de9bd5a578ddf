import type { Template } from './contract.ts'

type Twins = Pick<Template, 'textEn' | 'textJa' | 'staleTwin'>

/**
 * Which twin is left behind after a change: the one that stayed while the other changed. A twin that was left behind is so until it is changed
 * itself, or somebody says that it is right. Where a language is missing there is no twin to look at.
 */
export function staleAfter(before: Twins, after: Pick<Twins, 'textEn' | 'textJa'>): Twins['staleTwin'] {
  if (after.textEn.trim() === '' || after.textJa.trim() === '') return null
  const isEnChanged = before.textEn !== after.textEn
  const isJaChanged = before.textJa !== after.textJa
  if (isEnChanged && isJaChanged) return null
  if (!isEnChanged && !isJaChanged) return before.staleTwin
  // A first text in a language is nobody's leftover.
  if (before.textEn.trim() === '' || before.textJa.trim() === '') return null
  const changed = isEnChanged ? 'en' : 'ja'
  if (before.staleTwin === changed) return null
  return changed === 'en' ? 'ja' : 'en'
}
