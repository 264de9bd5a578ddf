import { z } from 'zod'
import { byId, endpoint, id, nothing } from '#platform/endpoint.ts'

const tag = 'Articles'

export const category = z.object({
  id,
  brandId: id,
  /** Null on the first of the two levels. */
  parentId: id.nullable(),
  nameEn: z.string(),
  nameJa: z.string(),
  position: z.number().int(),
  /** How many articles and manuals stand in it, archived ones aside. */
  articles: z.number().int(),
})
const name = z.string().trim().min(1).max(100)

export const listCategories = endpoint({
  method: 'GET',
  path: '/api/article-categories',
  summary: {
    en: 'Categories of articles: each of the first level followed by its own',
    ja: '記事カテゴリの一覧。親カテゴリの後にその子カテゴリが続く',
  },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(category), nextCursor: z.null() }),
})

export const createCategory = endpoint({
  method: 'POST',
  path: '/api/article-categories',
  summary: { en: 'Make a category, last in its place', ja: '記事カテゴリを末尾に作成する' },
  tag,
  role: 'supervisor',
  body: z.object({ brandId: id, parentId: id.nullable().default(null), nameEn: name, nameJa: name }),
  reply: category,
})

export const renameCategory = endpoint({
  method: 'PATCH',
  path: '/api/article-categories/{id}',
  summary: { en: 'Rename a category', ja: '記事カテゴリの名前を変更する' },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ nameEn: name, nameJa: name }).partial(),
  reply: category,
})

export const moveCategory = endpoint({
  method: 'PUT',
  path: '/api/article-categories/{id}/place',
  summary: {
    en: 'Move a category: beneath another or to the first level, before the one named or to the end',
    ja: '記事カテゴリを移動する。親を指定し、指定したカテゴリの前または末尾に置く',
  },
  tag,
  role: 'supervisor',
  params: byId,
  body: z.object({ parentId: id.nullable(), beforeId: id.nullable().default(null) }),
  reply: category,
})

export const deleteCategory = endpoint({
  method: 'DELETE',
  path: '/api/article-categories/{id}',
  summary: {
    en: 'Delete a category; refused while something stands in it, unless it is said where that goes',
    ja: '記事カテゴリを削除する。記事や子カテゴリがある場合は移動先の指定が必要',
  },
  tag,
  role: 'supervisor',
  params: byId,
  query: z.object({ moveTo: id.optional() }),
  reply: nothing,
})
