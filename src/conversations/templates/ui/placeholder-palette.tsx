import { useAsk } from '#agent/ask.ts'
import { Palette, type PaletteItem } from '#agent/kit/palette.tsx'
import { fieldName } from '#customers/fields/ui/words.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { placeholders } from '../placeholder-contract.ts'
import { placeholderName } from './placeholder-names.ts'

/** Everything a template may ask for, by name: the usual things, the brand's own fields, its published articles. */
export function PlaceholderPalette({
  brandId,
  onClose,
  onPick,
}: {
  brandId: number
  onClose: () => void
  onPick: (name: string) => void
}) {
  const fields = useAsk('GET /api/custom-fields', { query: { brandId } }).data?.items ?? []
  const articles =
    useAsk('GET /api/articles', { query: { brandId, audience: 'public', limit: 200 } }).data?.items ?? []
  const items: PaletteItem[] = [
    ...Object.entries(placeholders).map(([name, { group }]) => ({
      ...{ id: name, name: placeholderName(name), hint: `{{${name}}}`, group: groups[group]() },
    })),
    ...fields
      .filter((one) => !one.isArchived)
      .map((one) => {
        const id = `${one.about === 'customer' ? 'customer.' : ''}field.${one.key}`
        return { id, name: fieldName(one), hint: `{{${id}}}`, group: m.templates_fields() }
      }),
    ...articles.map((one) => ({
      id: `link.article.${one.id}`,
      name: titleOf(one),
      hint: `{{link.article.${one.id}}}`,
      group: m.templates_articles(),
    })),
  ]
  return (
    <Palette
      title={m.templates_placeholders()}
      isOpen
      onClose={onClose}
      items={items}
      onPick={({ id }) => onPick(id)}
    />
  )
}

type Titles = Record<'ja' | 'en', { title: string } | null>

function titleOf({ texts }: { texts: Titles }): string {
  return (texts[getLocale()] ?? texts.ja ?? texts.en)?.title || '—'
}

const groups = {
  customer: m.templates_about_customer,
  order: m.templates_about_order,
  promise: m.templates_about_promise,
  agent: m.templates_about_agent,
  brand: m.templates_about_brand,
  link: m.templates_about_links,
  field: m.templates_fields,
}
