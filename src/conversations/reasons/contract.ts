import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'
import { priority } from '../contract.ts'

const tag = 'Contact reasons'

/** A field that the reason asks for; a required one must be filled in before the conversation is resolved. */
export const askedField = z.object({ fieldId: id, isRequired: z.boolean() })

export const contactReason = z.object({
  id,
  brandId: id,
  slug: z.string(),
  nameEn: z.string(),
  nameJa: z.string(),
  /** The reason it belongs to; null at the top. */
  parentId: id.nullable(),
  position: z.number().int(),
  /** What a conversation gets with this reason while it still has the usual priority; null changes nothing. */
  defaultPriority: priority.nullable(),
  /** Customers may choose it in forms and in the chat; otherwise it is for staff and rules alone. */
  isOffered: z.boolean(),
  /** Its own form; what the reasons above it ask for is asked as well. */
  fields: z.array(askedField),
  isArchived: z.boolean(),
})
export type ContactReason = z.infer<typeof contactReason>

const reasonBody = z.object({
  nameEn: z.string().trim().min(1).max(100),
  nameJa: z.string().trim().min(1).max(100),
  parentId: id.nullable(),
  position: z.number().int().min(0).max(10_000),
  defaultPriority: priority.nullable(),
  isOffered: z.boolean(),
  fields: z.array(askedField).max(50),
})

export const listReasons = endpoint({
  method: 'GET',
  path: '/api/contact-reasons',
  summary: {
    en: 'Contact reasons as a tree read from the top, each after the one it belongs to; archived ones last',
    ja: 'お問い合わせ種別の一覧（階層順。アーカイブ済みは最後）',
  },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(contactReason), nextCursor: z.null() }),
})

export const createReason = endpoint({
  method: 'POST',
  path: '/api/contact-reasons',
  summary: { en: 'Make a contact reason', ja: 'お問い合わせ種別を作成する' },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    ...reasonBody.shape,
    parentId: reasonBody.shape.parentId.default(null),
    /** Last among its like unless said. */
    position: reasonBody.shape.position.optional(),
    defaultPriority: reasonBody.shape.defaultPriority.default(null),
    isOffered: reasonBody.shape.isOffered.default(true),
    fields: reasonBody.shape.fields.default([]),
  }),
  reply: contactReason,
})

export const changeReason = endpoint({
  method: 'PATCH',
  path: '/api/contact-reasons/{id}',
  summary: {
    en: 'Change a contact reason, archive it or bring it back; old conversations keep it',
    ja: 'お問い合わせ種別の変更、アーカイブ、アーカイブの取り消し。過去のお問い合わせでは引き続き表示される',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: reasonBody.extend({ isArchived: z.boolean() }).partial(),
  reply: contactReason,
})

export const moveReason = endpoint({
  method: 'PUT',
  path: '/api/contact-reasons/{id}/place',
  summary: {
    en: 'Move a contact reason with all that belong to it: beneath another or to the top, before the one named or to the end',
    ja: 'お問い合わせ種別を、下位の種別ごと移動する。親を指定し、指定した種別の前または末尾に置く',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ parentId: id.nullable(), beforeId: id.nullable().default(null) }),
  reply: contactReason,
})
