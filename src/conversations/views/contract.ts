import { z } from 'zod'
import { byId, endpoint, id, nothing } from '#platform/endpoint.ts'
import { conversationFilter, sort, view } from '../contract.ts'

const tag = 'Views'

/** Counted up to 1,000; above that `isMore` is true. */
export const count = z.object({ count: z.number().int(), isMore: z.boolean() })
export type Count = z.infer<typeof count>

export const savedFilter = conversationFilter.extend({ sort: sort.optional() })
export type SavedFilter = z.infer<typeof savedFilter>

export const savedView = z.object({
  id,
  name: z.string(),
  filter: savedFilter,
  isShared: z.boolean(),
  owner: z.object({ id, name: z.string() }),
  position: z.number().int(),
  mayChange: z.boolean(),
})
export type SavedView = z.infer<typeof savedView>

export const listViews = endpoint({
  method: 'GET',
  path: '/api/views',
  summary: {
    en: 'The views of the desk and the saved ones, each with how many conversations it shows',
    ja: '標準のビューと保存したビューの一覧。それぞれのお問い合わせの件数を含む',
  },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({
    /** `mentions` counts mentions not yet seen. */
    views: z.array(count.extend({ view })),
    savedViews: z.array(savedView.extend(count.shape)),
  }),
})

const name = z.string().trim().min(1).max(100)

export const saveView = endpoint({
  method: 'POST',
  path: '/api/views',
  summary: {
    en: 'Save a filter as a view, for oneself or for all',
    ja: '絞り込み条件をビューとして保存する（自分用または共有）',
  },
  tag,
  body: z.object({ name, filter: savedFilter, isShared: z.boolean().default(false) }),
  reply: savedView,
})

export const changeView = endpoint({
  method: 'PATCH',
  path: '/api/views/{id}',
  summary: {
    en: 'Change a saved view; shared ones of others only as a supervisor',
    ja: '保存したビューを変更する。ほかの人の共有ビューを変更できるのはスーパーバイザー以上',
  },
  tag,
  params: byId,
  body: z.object({
    name: name.optional(),
    filter: savedFilter.optional(),
    isShared: z.boolean().optional(),
    position: z.number().int().min(0).max(10_000).optional(),
  }),
  reply: savedView,
})

export const deleteView = endpoint({
  method: 'DELETE',
  path: '/api/views/{id}',
  summary: { en: 'Delete a saved view', ja: '保存したビューを削除する' },
  tag,
  params: byId,
  reply: nothing,
})
