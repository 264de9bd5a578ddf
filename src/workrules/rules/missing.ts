import { normaliseTag } from '#conversations/conditions.ts'
import type { Tx } from '#platform/database.ts'
import { wayOf } from './compile.ts'
import { conditionNamed } from './conditions/list.ts'
import type { Group, Rule } from './contract.ts'
import type { Choice, Source } from './fields.ts'
import { goneOf, type Reference, referencesIn, referencesOf } from './references.ts'

type Named = Pick<Rule, 'id' | 'conditions' | 'actions'>

/** What a rule misses: `stops` when it cannot do what it was made for; else only a part of what one condition may choose from is gone. */
export type Missing = { from: Source; stops: boolean }

/**
 * What rules of a brand name that is not there any more. Whatever an action names is needed, and of a condition something: one that asks for nothing but what
 * is gone would never hold again, or, asked for the opposite, always.
 */
export async function missingIn(
  tx: Tx,
  brandId: number,
  rules: readonly Named[],
): Promise<Map<number, Missing>> {
  const references = rules.flatMap((rule) => [
    ...referencesOf(rule.actions).map((one) => ({ ...one, rule: rule.id, isAsked: false })),
    ...asked(rule.conditions, '').map((one) => ({ ...one, rule: rule.id, isAsked: true })),
  ])
  const gone = new Set(await goneOf(tx, brandId, references))
  const missing = new Map<number, Missing>()
  for (const one of gone) {
    const isLeft = (other: (typeof references)[number]) =>
      other.rule === one.rule && other.isAsked && other.place === one.place && !gone.has(other)
    const stops = !one.isAsked || !references.some(isLeft)
    if (stops || !missing.has(one.rule)) missing.set(one.rule, { from: one.from, stops })
  }
  return missing
}

/** What conditions name, each with its place; a rule from before a condition was taken out of the program names nothing by it. */
function asked(group: Group, place: string): Reference[] {
  const [way, of] = wayOf(group)
  return of.flatMap((one, at) => {
    const where = `${place}.${way}.${at}`
    if (!('condition' in one)) return asked(one, where)
    const takes = conditionNamed.get(one.condition)?.takes
    return takes ? referencesIn(takes, one.value, where) : []
  })
}

/** Whether a rule's conditions ask for a tag and for no other, or its actions name it. */
export function needsTag({ conditions, actions }: Omit<Named, 'id'>, name: string): boolean {
  const isIt = (words: unknown) =>
    Array.isArray(words) && words.some((one) => normaliseTag(String(one)) === name)
  const asks = (group: Group): boolean =>
    wayOf(group)[1].some((one) =>
      'condition' in one
        ? one.condition === 'tags' && isIt(one.value) && (one.value as Choice[]).length === 1
        : asks(one),
    )
  return asks(conditions) || actions.some(({ value }) => isIt(value['tags']))
}
