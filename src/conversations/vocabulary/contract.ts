import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging } from '#platform/endpoint.ts'

const inBrand = z.object({ brandId: id.optional() })

const tags = 'Tags'
export const tagInfo = z.object({ id, brandId: id, name: z.string() })

export const listTags = endpoint({
  method: 'GET',
  path: '/api/tags',
  summary: { en: 'Tags in use, by name', ja: '使われているタグの一覧（名前順）' },
  tag: tags,
  query: inBrand.extend({ q: z.string().max(60).optional(), ...paging.shape }),
  reply: pageOf(tagInfo),
})

export const renameTag = endpoint({
  method: 'PATCH',
  path: '/api/tags/{id}',
  summary: {
    en: 'Rename a tag; with the name of another the two become one',
    ja: 'タグの名前を変更する。既存のタグと同じ名前にすると、1つにまとまる',
  },
  tag: tags,
  role: 'supervisor',
  params: byId,
  body: z.object({ name: z.string().max(60) }),
  reply: tagInfo,
})

export const deleteTag = endpoint({
  method: 'DELETE',
  path: '/api/tags/{id}',
  summary: {
    en: 'Delete a tag and take it off every conversation',
    ja: 'タグを削除し、すべてのお問い合わせから外す',
  },
  tag: tags,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

const templates = 'Templates'
export const template = z.object({
  id,
  brandId: id,
  name: z.string(),
  shortcut: z.string().nullable(),
  /** The same text twice; the conversation's language chooses. */
  textEn: z.string(),
  textJa: z.string(),
  used: z.number().int(),
})
const templateBody = z.object({
  name: z.string().trim().min(1).max(100),
  shortcut: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}_-]{1,40}$/u)
    .nullable(),
  textEn: z.string().max(50_000),
  textJa: z.string().max(50_000),
})

export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/templates',
  summary: { en: 'Templates, the most used first', ja: 'テンプレートの一覧（よく使う順）' },
  tag: templates,
  query: inBrand.extend({ q: z.string().max(100).optional(), ...paging.shape }),
  reply: pageOf(template),
})

export const createTemplate = endpoint({
  method: 'POST',
  path: '/api/templates',
  summary: { en: 'Make a template', ja: 'テンプレートを作成する' },
  tag: templates,
  body: z.object({
    brandId: id,
    ...templateBody.shape,
    shortcut: templateBody.shape.shortcut.default(null),
    textEn: templateBody.shape.textEn.default(''),
    textJa: templateBody.shape.textJa.default(''),
  }),
  reply: template,
})

export const changeTemplate = endpoint({
  method: 'PATCH',
  path: '/api/templates/{id}',
  summary: { en: 'Change a template', ja: 'テンプレートを変更する' },
  tag: templates,
  params: byId,
  body: templateBody.partial(),
  reply: template,
})

export const deleteTemplate = endpoint({
  method: 'DELETE',
  path: '/api/templates/{id}',
  summary: { en: 'Delete a template', ja: 'テンプレートを削除する' },
  tag: templates,
  params: byId,
  reply: nothing,
})
