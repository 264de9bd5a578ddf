import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'

const tag = 'Custom fields'

export const fieldKind = z.enum(['text', 'number', 'date', 'yes_no', 'choice', 'choices'])
export type FieldKind = z.infer<typeof fieldKind>

/** Whose field it is: each conversation has its own value, or each customer. */
export const fieldAbout = z.enum(['conversation', 'customer'])

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const word = z.string().trim().min(1).max(100)
export const fieldChoice = z.object({ key, en: word, ja: word })
export type FieldChoice = z.infer<typeof fieldChoice>

/** Text, a number, a date as 2026-11-22, yes or no, the key of a choice or several of them. */
export const fieldValue = z.union([z.string().max(2_000), z.number(), z.boolean(), z.array(key).max(50)])
export type FieldValue = z.infer<typeof fieldValue>
/** What is known, by the field's key. */
export const fieldValues = z.record(z.string(), fieldValue)
export type FieldValues = z.infer<typeof fieldValues>

/** Values to be set; null takes one away, what is not named stays. */
export const fieldWish = z.record(key, fieldValue.nullable())
export type FieldWish = z.infer<typeof fieldWish>

export const customField = z.object({
  id,
  brandId: id,
  about: fieldAbout,
  key: z.string(),
  nameEn: z.string(),
  nameJa: z.string(),
  kind: fieldKind,
  choices: z.array(fieldChoice),
  position: z.number().int(),
  isArchived: z.boolean(),
})
export type CustomField = z.infer<typeof customField>

const wording = z.object({
  nameEn: word,
  nameJa: word,
  choices: z.array(fieldChoice).max(200),
  position: z.number().int().min(0).max(10_000),
})

export const listFields = endpoint({
  method: 'GET',
  path: '/api/custom-fields',
  summary: {
    en: 'Custom fields in their order; archived ones last',
    ja: 'カスタム項目の一覧（並び順どおり。アーカイブ済みは最後）',
  },
  tag,
  query: z.object({ brandId: id.optional(), about: fieldAbout.optional() }),
  reply: z.object({ items: z.array(customField), nextCursor: z.null() }),
})

export const createField = endpoint({
  method: 'POST',
  path: '/api/custom-fields',
  summary: { en: 'Make a custom field', ja: 'カスタム項目を作成する' },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    about: fieldAbout,
    key,
    kind: fieldKind,
    ...wording.shape,
    choices: wording.shape.choices.default([]),
    /** Last unless said. */
    position: wording.shape.position.optional(),
  }),
  reply: customField,
})

export const changeField = endpoint({
  method: 'PATCH',
  path: '/api/custom-fields/{id}',
  summary: {
    en: 'Change names, choices or order, archive it or bring it back; what was filled in stays',
    ja: '名前、選択肢、並び順の変更、アーカイブ、アーカイブの取り消し。入力済みの内容は残る',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: wording.extend({ isArchived: z.boolean() }).partial(),
  reply: customField,
})

export const moveField = endpoint({
  method: 'PUT',
  path: '/api/custom-fields/{id}/place',
  summary: {
    en: 'Move a custom field before another of its kind of owner, or to the end',
    ja: 'カスタム項目を、指定した項目の前または末尾に移動する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ beforeId: id.nullable() }),
  reply: customField,
})

export const changeCustomerFields = endpoint({
  method: 'PATCH',
  path: '/api/customers/{id}/fields',
  summary: { en: "Fill in a customer's fields", ja: 'お客様のカスタム項目を入力する' },
  tag: 'Customers',
  params: byId,
  body: z.object({ fields: fieldWish }),
  reply: z.object({ fields: fieldValues }),
})
