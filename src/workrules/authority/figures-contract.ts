import { z } from 'zod'
import { endpoint, id } from '#platform/endpoint.ts'
import { kind, roles } from './contract.ts'

const tag = 'Authority'
const person = z.object({ id, name: z.string() })

const figure = z.object({
  kind,
  currency: z.string().nullable(),
  count: z.number().int(),
  amount: z.string(),
  /** Of it, with approval. */
  approved: z.string(),
  refused: z.number().int(),
})
export type GrantFigure = z.infer<typeof figure>

export const grantFigures = endpoint({
  method: 'GET',
  path: '/api/grants/figures',
  summary: {
    en: 'What was given in a month: by kind, by person, and how much of each budget is used',
    ja: '月ごとの付与の集計。種類別、担当者別と、予算の消化状況',
  },
  tag,
  role: 'supervisor',
  query: z.object({
    brandId: id,
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional(),
  }),
  reply: z.object({
    month: z.string(),
    byKind: z.array(figure),
    byPerson: z.array(figure.extend({ staff: person })),
    budgets: z.array(
      z.object({
        kind,
        currency: z.string().nullable(),
        /** One person, everybody of a role, or all exceptions. */
        staff: person.nullable(),
        role: z.enum(roles).nullable(),
        spent: z.string(),
        reserved: z.string(),
        perMonth: z.string().nullable(),
      }),
    ),
  }),
})
