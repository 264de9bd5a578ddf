import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { articleNamed, fieldNamed, isPlaceholder, namesIn, placeholder } from './placeholder-contract.ts'

type Twins = { textEn: string; textJa: string }
const fields = ['textEn', 'textJa'] as const

/**
 * Refuses twins that ask for what nobody fills in, that have braces left over, or of which one asks for what the other does not. Each refusal names the
 * placeholder and stands at the text to be mended. A twin that is not written yet is not compared.
 */
export async function refuseUnfit(tx: Tx, brandId: number, twins: Twins): Promise<void> {
  const unknown = await unknownOf(tx, brandId, new Set(fields.flatMap((field) => [...namesIn(twins[field])])))
  for (const field of fields) {
    const names = [...namesIn(twins[field])].filter((name) => unknown.has(name))
    if (names.length > 0) throw unfit(field, 'placeholder_unknown', names)
    refuseLeftOver(field, twins[field])
  }
  refuseUnequal(twins)
}

async function unknownOf(tx: Tx, brandId: number, names: Set<string>): Promise<Set<string>> {
  const asked = [...names].filter((name) => !isPlaceholder(name))
  const keys = asked.flatMap((name) => fieldNamed(name) ?? [])
  const articles = asked.flatMap((name) => articleNamed(name) ?? [])
  const { rows } = await sql<{ name: string }>`
    select case about when 'customer' then 'customer.' else '' end || 'field.' || key as name from custom_fields
      where brand_id = ${brandId} and key = any (${keys.map((one) => one.key)}::text[])
    union all select 'link.article.' || id from articles
      where brand_id = ${brandId} and id = any (${articles}::bigint[]) and audience = 'public'`.execute(tx)
  return new Set(asked).difference(new Set(rows.map((row) => row.name)))
}

/** {{customer.name} or { {name}}: somebody meant a placeholder, and customers would read the braces. */
function refuseLeftOver(field: keyof Twins, text: string): void {
  const [left] = /\{\{[^\n]{0,40}|[^\n]{0,40}\}\}/u.exec(text.replaceAll(placeholder, '')) ?? []
  if (left === undefined) return
  throw invalid(field, 'placeholder_broken', (locale) =>
    m.templates_placeholder_broken({ words: left.trim() }, { locale }),
  )
}

function refuseUnequal({ textEn, textJa }: Twins): void {
  if (textEn.trim() === '' || textJa.trim() === '') return
  const [en, ja] = [namesIn(textEn), namesIn(textJa)]
  const notInJa = [...en.difference(ja)]
  if (notInJa.length > 0) throw unfit('textJa', 'twins_differ', notInJa)
  const notInEn = [...ja.difference(en)]
  if (notInEn.length > 0) throw unfit('textEn', 'twins_differ', notInEn)
}

function unfit(field: keyof Twins, code: 'placeholder_unknown' | 'twins_differ', names: readonly string[]) {
  const words = { names: names.map((name) => `{{${name}}}`).join(' ') }
  const say =
    code === 'placeholder_unknown'
      ? m.templates_placeholder_unknown
      : field === 'textJa'
        ? m.templates_lacking_in_ja
        : m.templates_lacking_in_en
  return invalid(field, code, (locale) => say(words, { locale }))
}
