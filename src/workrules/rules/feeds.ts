import { actionNamed } from './actions/list.ts'
import type { Done } from './contract.ts'
import type { When } from './occasions.ts'

export type Feeding = { id: number; isOn: boolean; when: When; actions: readonly Done[] }

/**
 * The rules that could set a rule off which it sets off itself, by what they do and wait for alone: whether their conditions ever let it
 * happen, nobody can know. A rule that only feeds itself is none: no rule acts twice in one chain.
 */
export function circlesOf(rules: readonly Feeding[]): Map<number, number[]> {
  const on = rules.filter((one) => one.isOn)
  const next = new Map(on.map((one) => [one.id, on.filter((other) => other !== one && feeds(one, other))]))
  const reach = (from: number): Set<number> => {
    const reached = new Set<number>()
    const todo = [from]
    for (let id = todo.pop(); id !== undefined; id = todo.pop())
      for (const one of next.get(id) ?? []) {
        if (reached.has(one.id)) continue
        reached.add(one.id)
        todo.push(one.id)
      }
    return reached
  }
  const reachedFrom = new Map(on.map((one) => [one.id, reach(one.id)]))
  return new Map(
    on.map(({ id }) => {
      const others = [...(reachedFrom.get(id) ?? [])].filter(
        (one) => one !== id && reachedFrom.get(one)?.has(id),
      )
      return [id, others]
    }),
  )
}

function feeds(one: Feeding, other: Feeding): boolean {
  const causes = new Set(one.actions.flatMap(({ action }) => actionNamed.get(action)?.causes ?? []))
  if ('on' in other.when) return causes.has(other.when.on)
  return other.when.after.since === 'status_changed' && causes.has('status_changed')
}
