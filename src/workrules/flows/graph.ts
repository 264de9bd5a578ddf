import { z } from 'zod'
import { done, group } from '../rules/contract.ts'

/** A text for people in both languages. */
const both = z.object({ en: z.string().max(5_000).default(''), ja: z.string().max(5_000).default('') })

/** Minutes of every day, or only of open hours. */
const span = z.object({
  minutes: z.number().int().min(1).max(525_600),
  clock: z.enum(['always', 'open_hours']).default('always'),
})
export type Span = z.output<typeof span>

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

const base = {
  id: key,
  /** What people call it; the kind's own name when empty. */
  name: z.string().trim().max(80).default(''),
  /** Where it is drawn. */
  at: z.object({ x: z.number(), y: z.number() }).optional(),
  /** Which step comes after, by what came of this one. */
  next: z.record(z.string().max(60), key).default({}),
}

/** Writes to the customer and waits for the answer. */
const ask = z.object({
  ...base,
  kind: z.literal('ask'),
  text: both.prefault({}),
  /** What may be pressed in a chat, and is numbered elsewhere. */
  choices: z
    .array(z.object({ key, label: both.prefault({}) }))
    .max(10)
    .default([]),
  remind: z
    .object({ ...span.shape, text: both.prefault({}) })
    .nullable()
    .default(null),
  giveUp: span.nullable().default(null),
})

/** Waits until a time has passed, or until something happens. */
const wait = z.object({
  ...base,
  kind: z.literal('wait'),
  /** What is waited for; null: only for the time. */
  on: z.string().max(60).nullable().default(null),
  /** What must also be so when it happens. */
  conditions: group.nullable().default(null),
  /** How long; for something that happens: at most. */
  span: span.nullable().default(null),
})

/** Goes the first way whose conditions hold. */
const branch = z.object({
  ...base,
  kind: z.literal('branch'),
  ways: z
    .array(
      z.object({
        key,
        name: z.string().trim().max(80).default(''),
        conditions: group.default({ all: [] }),
        /** What the customer answered to a step that asked. */
        answered: z
          .object({ step: key, choices: z.array(key).min(1).max(10) })
          .nullable()
          .default(null),
      }),
    )
    .max(10)
    .default([]),
})

/** Does what rules can do. */
const act = z.object({ ...base, kind: z.literal('do'), actions: z.array(done).max(20).default([]) })

/** Gives the conversation to a team, with a note on what it is about. */
const team = z.object({
  ...base,
  kind: z.literal('team'),
  teamId: z.number().int().positive().nullable().default(null),
  note: z.string().max(5_000).default(''),
})

/** Asks a manager or whoever else must say yes. */
const approval = z.object({
  ...base,
  kind: z.literal('approval'),
  /** What is to be approved. */
  what: z.string().trim().max(2_000).default(''),
  teamId: z.number().int().positive().nullable().default(null),
  staffId: z.number().int().positive().nullable().default(null),
  atMost: span.nullable().default(null),
})

/** Asks another department, who answers in a task. */
const department = z.object({
  ...base,
  kind: z.literal('department'),
  what: z.string().trim().max(2_000).default(''),
  teamId: z.number().int().positive().nullable().default(null),
  staffId: z.number().int().positive().nullable().default(null),
  atMost: span.nullable().default(null),
})

/** What people have to see to; it goes on when all is ticked. */
const checklist = z.object({
  ...base,
  kind: z.literal('checklist'),
  items: z
    .array(z.object({ key, text: both.prefault({}) }))
    .max(20)
    .default([]),
  atMost: span.nullable().default(null),
})

const end = z.object({ ...base, kind: z.literal('end') })

export const step = z.discriminatedUnion('kind', [
  ask,
  wait,
  branch,
  act,
  team,
  approval,
  department,
  checklist,
  end,
])
export const graph = z.object({
  start: z.string().max(40).default(''),
  steps: z.array(step).max(100).default([]),
})

export type Step = z.output<typeof step>
export type Kind = Step['kind']
export type StepOf<K extends Kind> = Extract<Step, { kind: K }>
export type Graph = z.output<typeof graph>
export type Both = z.output<typeof both>
