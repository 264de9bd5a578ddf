import type { z } from 'zod'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import { actions } from './actions/list.ts'
import { choicesOf } from './choices.ts'
import { conditions } from './conditions/list.ts'
import type { getRuleParts, RuleField } from './contract.ts'
import type { Field } from './fields.ts'
import { beginnings, occasions } from './occasions.ts'

/** What rules of a brand can be made of, in the reader's language: all that the screen needs to draw them. */
export async function partsFor(
  tx: Tx,
  brandId: number,
  locale: Locale,
): Promise<z.input<(typeof getRuleParts)['reply']>> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const named = <T extends { key: string; words: (typeof occasions)[number]['words'] }>({
    key,
    words,
  }: T) => ({
    key,
    name: words({}, { locale }),
  })
  return {
    occasions: occasions.map(named),
    beginnings: beginnings.map(named),
    conditions: conditions.map((one) => ({ ...named(one), takes: drawn(one.takes) })),
    actions: actions.map((one) => ({
      ...named(one),
      takes: Object.entries(one.takes).map(([key, field]) => ({ key, ...drawn(field) })),
    })),
    choices: await choicesOf(tx, brandId, locale),
  }
}

const drawn = (field: Field): RuleField => ({
  kind: field.kind,
  from: 'from' in field ? field.from : null,
  isSome: 'isSome' in field,
  least: 'least' in field ? field.least : null,
  most: 'most' in field ? field.most : null,
})
