import type { Reply } from '#agent/api.ts'
import type { PaletteItem } from '#agent/kit/palette.tsx'
import { getLocale } from '#texts/runtime'

export type Reason = Reply<'GET /api/contact-reasons'>['items'][number]

export const reasonName = (reason: Reason): string => (getLocale() === 'ja' ? reason.nameJa : reason.nameEn)

/** Those it belongs to, from the top, and itself. */
export function wayTo(reasons: readonly Reason[], reason: Reason): Reason[] {
  const parent = reasons.find((one) => one.id === reason.parentId)
  return parent ? [...wayTo(reasons, parent), reason] : [reason]
}

/** A reason with those it belongs to: `Delivery › Not received`. */
export const wayOf = (reasons: readonly Reason[], reason: Reason): string =>
  wayTo(reasons, reason).map(reasonName).join(' › ')

/** What can be chosen, each found by its own words and by those of the reasons above it, in either language. */
export function reasonChoices(
  reasons: readonly Reason[],
  isChosen: (reason: Reason) => boolean,
): PaletteItem[] {
  return reasons
    .filter((one) => !one.isArchived || isChosen(one))
    .map((one) => ({
      id: String(one.id),
      name: wayOf(reasons, one),
      words: wayTo(reasons, one)
        .map(({ nameEn, nameJa }) => `${nameEn} ${nameJa}`)
        .join(' '),
      isOn: isChosen(one),
    }))
}
