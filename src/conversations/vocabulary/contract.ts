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
