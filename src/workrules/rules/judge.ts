import { isDeepStrictEqual } from 'node:util'
import { type Compiled, whatFailed, whatHeld } from './compile.ts'
import type { ConversationFacts, Facts } from './facts.ts'

/** Rules that lead to rules: so many in a row and no further. */
export const longestChain = 5

export type Changes = Partial<Record<keyof ConversationFacts, { from: unknown; to: unknown }>>
export type Acting = { rule: Compiled; held: string[]; changes: Changes[] }

export type Judged = {
  /** The rules that act, in their order, with what each action changes. */
  acting: Acting[]
  /** The rules that do not, each with the place of the condition that failed; 'itself' for what followed from its own doing. */
  passedBy: { rule: Compiled; place: string }[]
  /** Rules that would act again in a chain they stand in already, or at the end of one that is too long. */
  circled: Compiled[]
  after: ConversationFacts
}

/**
 * Asks the rules in their order and says what is to be done: pure, so that the desk, the dry run and the measurements do the same. A rule sees
 * what those before it would have changed.
 */
export function judge(
  rules: readonly Compiled[],
  facts: Facts,
  chain: readonly number[] = [],
  fits: (rule: Compiled) => boolean = () => true,
): Judged {
  const judged: Judged = { acting: [], passedBy: [], circled: [], after: facts.conversation }
  let now = facts
  for (const rule of rules) {
    if (!fits(rule)) continue
    const failed = whatFailed(rule.root, now)
    if (failed !== undefined) {
      judged.passedBy.push({ rule, place: failed })
      continue
    }
    const { changes, after } = foresee(rule, now)
    if (chain.length >= longestChain || chain.includes(rule.id)) {
      // What a rule did may fit itself once more; that is no circle, and nothing to tell of when nothing would come of it.
      if (chain.at(-1) === rule.id || !wouldDo(rule, changes)) judged.passedBy.push({ rule, place: 'itself' })
      else judged.circled.push(rule)
      continue
    }
    judged.acting.push({ rule, held: whatHeld(rule.root, now), changes })
    now = { ...now, conversation: after }
    if (rule.isLast) break
  }
  judged.after = now.conversation
  return judged
}

function foresee(rule: Compiled, facts: Facts): { changes: Changes[]; after: ConversationFacts } {
  let after = facts.conversation
  const changes = rule.deeds.map(({ action, value }) => {
    const different = action.foresee(value, after)
    const changed = changesOf(after, different)
    after = { ...after, ...different }
    return changed
  })
  return { changes, after }
}

const wouldDo = (rule: Compiled, changes: readonly Changes[]) =>
  rule.deeds.some(({ action }, at) => action.causes.length === 0 || Object.keys(changes[at] ?? {}).length > 0)

/** What is different, each with before and after. */
export function changesOf(before: ConversationFacts, different: Partial<ConversationFacts>): Changes {
  const changes: Changes = {}
  for (const name of Object.keys(different) as (keyof ConversationFacts)[]) {
    const [from, to] = [before[name], different[name]]
    if (from !== to && !isDeepStrictEqual(from, to)) changes[name] = { from, to }
  }
  return changes
}
