import { useAsk, useAskPages } from '#agent/ask.ts'
import { isDeskView, viewName } from '#agent/shell/views.ts'
import { m } from '#texts'
import type { ConversationFilter, Sort } from '../contract.ts'

export type Inbox = ReturnType<typeof useInbox>

/** What a view shows: its name, its filter, and its conversations page by page. */
export function useInbox(view: string, sort: Sort | undefined, brandId: number | undefined) {
  const saved = useAsk('GET /api/views', {}, { staleTime: 5_000 }).data?.savedViews.find(
    (one) => String(one.id) === view,
  )
  const filter: ConversationFilter | undefined = isDeskView(view)
    ? { view }
    : saved && withoutSort(saved.filter)
  const order = sort ?? saved?.filter.sort ?? (view === 'overdue' ? 'due_soonest' : 'newest')
  const query = { ...filter, ...(brandId ? { brandId } : {}) }
  const pages = useAskPages(
    'GET /api/conversations',
    { query: { ...query, sort: order, limit: 50 } },
    { enabled: filter !== undefined },
  )
  return {
    ...pages,
    name: isDeskView(view) ? viewName(view) : (saved?.name ?? m.agent_view_gone()),
    filter: query,
    sort: order,
    saved,
  }
}

function withoutSort({
  sort: _,
  ...filter
}: ConversationFilter & { sort?: Sort | undefined }): ConversationFilter {
  return filter
}
