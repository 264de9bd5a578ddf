import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { CustomField, FieldChoice, FieldKind } from '../contract.ts'

type Named = { nameEn: string; nameJa: string }

export const fieldName = (field: Named): string => (getLocale() === 'ja' ? field.nameJa : field.nameEn)
/** The same in the language the reader does not use here. */
export const otherName = (field: Named): string => (getLocale() === 'ja' ? field.nameEn : field.nameJa)

export const choiceName = (choice: FieldChoice): string => (getLocale() === 'ja' ? choice.ja : choice.en)

const kindNames = {
  text: m.fields_kind_text,
  number: m.fields_kind_number,
  date: m.fields_kind_date,
  yes_no: m.fields_kind_yes_no,
  choice: m.fields_kind_choice,
  choices: m.fields_kind_choices,
}
export const kindName = (kind: FieldKind): string => kindNames[kind]()
export const kinds = Object.keys(kindNames) as FieldKind[]
export const chooses = ({ kind }: Pick<CustomField, 'kind'>): boolean =>
  kind === 'choice' || kind === 'choices'

/** A key for the API from English words: letters, digits and low lines, the first a letter. */
export function keyFrom(words: string): string {
  const key = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
  return key.slice(0, 40).replace(/_+$/, '')
}
