import { z } from 'zod'
import type { Action } from './action.ts'
import { actionNamed } from './actions/list.ts'
import type { Test } from './condition.ts'
import { conditionNamed } from './conditions/list.ts'
import type { Facts } from './facts.ts'
import { schemaOf } from './fields.ts'
import type { When } from './occasions.ts'
import type { Asked, Done, Group } from './contract.ts'

export type Node = { place: string; not: boolean; test: Test } | { place: string; how: Way; nodes: Node[] }
type Way = 'all' | 'any' | 'none'

export type Compiled = {
  id: number
  /** Which of its versions; 0 where it is none, as in a trial. */
  version: number
  name: string
  when: When
  isLast: boolean
  root: Node
  deeds: { action: Action; value: unknown }[]
}

export type Stored = {
  id: number
  version?: number
  name: string
  when: When
  isLast: boolean
  conditions: Group
  actions: readonly Done[]
}

/**
 * A rule made ready to be judged thousands of times. Undefined when it holds something this program does not know, such as an action of a
 * newer version: half a rule is not run.
 */
export function compile(rule: Stored): Compiled | undefined {
  try {
    const { id, version = 0, name, when, isLast } = rule
    return {
      id,
      version,
      name,
      when,
      isLast,
      root: nodeOf(rule.conditions, ''),
      deeds: rule.actions.map(deedOf),
    }
  } catch (error) {
    if (error instanceof NotKnown || error instanceof z.ZodError) return undefined
    throw error
  }
}

class NotKnown extends Error {}

function nodeOf(asked: Asked | Group, place: string): Node {
  if ('condition' in asked) {
    const condition = conditionNamed.get(asked.condition)
    if (!condition) throw new NotKnown(asked.condition)
    const value = schemaOf(condition.takes).parse(asked.value)
    return { place, not: asked.not, test: condition.compile(value) }
  }
  const [how, of] = wayOf(asked)
  const at = (index: number) => `${place === '' ? '' : `${place}.`}${how}.${index}`
  return { place, how, nodes: of.map((one, index) => nodeOf(one, at(index))) }
}

export function wayOf(group: Group): [Way, readonly (Asked | Group)[]] {
  if (group.all) return ['all', group.all]
  if (group.any) return ['any', group.any]
  return ['none', group.none ?? []]
}

function deedOf({ action: key, value }: Done) {
  const action = actionNamed.get(key)
  if (!action) throw new NotKnown(key)
  return { action, value: z.object(shapeOf(action)).parse(value) }
}

export function shapeOf(action: Action): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(action.takes).map(([name, field]) => [name, schemaOf(field)]))
}

/**
 * The place of the first condition because of which a node does not hold; undefined when it holds. An empty group asks nothing, so it holds.
 */
export function whatFailed(node: Node, facts: Facts): string | undefined {
  if ('test' in node) return node.test(facts) === node.not ? node.place : undefined
  const { how, nodes, place } = node
  if (how === 'all') {
    for (const one of nodes) {
      const failed = whatFailed(one, facts)
      if (failed !== undefined) return failed
    }
    return undefined
  }
  if (nodes.length === 0) return undefined
  for (const one of nodes) {
    if (whatFailed(one, facts) === undefined) return how === 'any' ? undefined : one.place
  }
  return how === 'none' ? undefined : place === '' ? 'any' : place
}

/** The places of single conditions that made a node hold; for one of "none", those that did not come about. */
export function whatHeld(node: Node, facts: Facts): string[] {
  if ('test' in node) return [node.place]
  return node.nodes
    .filter((one) => node.how !== 'any' || whatFailed(one, facts) === undefined)
    .flatMap((one) => whatHeld(one, facts))
}
