import { machine, report } from './machine.ts'
import { type LargeDesk, pageOf, percentiles, timesOf, withLargeDesk } from './parts/large-desk.ts'

// Lists and pages over HTTP at 1,000,000 conversations and 3,000,000 messages. Target: p95 ≤ 10 ms.
// One of each kind, and those in which few conversations fit among many.
const filters = [
  'tag=vip',
  'tag=gift&sort=oldest',
  'tag=返品&language=en',
  'language=ja',
  'channel=chat&view=open',
  'assignee=none',
  'view=resolved&assignee=none',
  'assignee=me&view=resolved',
  'priority=urgent',
  'view=open&sort=longest_waiting',
  'view=all&sort=oldest',
  'follower=me',
]

const measuring = machine()
await withLargeDesk(async (desk) => {
  const ids = await someIds(desk)
  const customers = await someCustomers(desk)
  const kinds: Record<string, string[]> = {
    'list: all': ['/api/conversations?limit=50'],
    'list: views': ['open', 'mine', 'unassigned', 'waiting', 'resolved', 'spam'].map(
      (view) => `/api/conversations?limit=50&view=${view}`,
    ),
    'list: deep page': await deepPages(desk),
    'list: filters': filters.map((filter) => `/api/conversations?limit=50&${filter}`),
    'views with counts': ['/api/views'],
    conversation: ids.map((id) => `/api/conversations/${id}`),
    messages: ids.map((id) => `/api/conversations/${id}/messages`),
    'customers: list': ['/api/customers?limit=50'],
    'customers: find': ['山田', 'carter', 'tanaka.', 'エマ', 'HK-212345'].map(
      (q) => `/api/customers?limit=50&q=${encodeURIComponent(q)}`,
    ),
    customer: customers.map((id) => `/api/customers/${id}`),
    'customer timeline': customers.map((id) => `/api/customers/${id}/timeline`),
  }
  const rows: Record<string, unknown>[] = []
  for (const [kind, paths] of Object.entries(kinds))
    rows.push({ kind, ...percentiles(await timesOf(desk, paths, 300)) })
  report('pages', rows, { machine: measuring, target: 'p95 <= 10 ms' })
})

async function someIds(desk: LargeDesk): Promise<number[]> {
  const { items } = await pageOf(desk, '/api/conversations?limit=1')
  const newest = items[0]?.id ?? 1
  return Array.from({ length: 40 }, (_, at) => Math.max(1, Math.floor((newest * (at + 1)) / 41)))
}

async function someCustomers(desk: LargeDesk): Promise<number[]> {
  return (await pageOf(desk, '/api/customers?limit=40')).items.map((one) => one.id)
}

async function deepPages(desk: LargeDesk): Promise<string[]> {
  const paths: string[] = []
  let cursor: string | null = ''
  for (let at = 0; at < 20 && cursor !== null; at++) {
    const found = await pageOf(desk, `/api/conversations?limit=200${cursor && `&cursor=${cursor}`}`)
    cursor = found.nextCursor
    paths.push(`/api/conversations?limit=50&cursor=${cursor}`)
  }
  return paths
}
