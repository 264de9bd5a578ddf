import { parseArgs } from 'node:util'
import type pg from 'pg'
import { createApiKey } from '#people/create-api-key.ts'
import { isSetUp, setUp } from '#people/set-up.ts'
import { newToken } from '#platform/crypto.ts'
import { sampleBatch, type Wish } from './sample/batch.ts'
import { takeIds, writeBatch } from './sample/write.ts'
import { type OpenDesk, withDesk } from './with-desk.ts'

const perBatch = 4_000
const days = 60
// From so many on it is faster to build the search index anew than to add to it.
const rebuildsFrom = 20_000
const say = (line: string) => process.stderr.write(`${line}\n`)

/** Bulk data for measuring: conversations in both languages over 60 days, the same for the same seed. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      conversations: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      brand: { type: 'string' },
    },
  })
  const total = Number(values.conversations)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(total) || total < 1 || !Number.isSafeInteger(seed)) {
    throw new Error('sample --conversations N --seed S [--brand SLUG]: N and S are whole numbers')
  }
  await withDesk(env, async (desk) => {
    const started = Date.now()
    const brandId = await brandFor(desk, values.brand)
    await fill(desk, brandId, total, seed)
    say(`${total} conversations in ${Math.round((Date.now() - started) / 1000)} s`)
  })
}

async function brandFor(desk: OpenDesk, slug: string | undefined): Promise<number> {
  if (!(await isSetUp(desk.db.open))) {
    const made = await setUp(desk.db.open, {
      organisation: 'Hinoki Kitchen',
      locale: 'ja',
      timeZone: 'Asia/Tokyo',
      brand: { slug: slug ?? 'hinoki', name: 'Hinoki Kitchen', locale: 'ja' },
      admin: { email: 'admin@hinoki.example', name: 'Admin', password: newToken() },
    })
    const { key } = await createApiKey(desk.db.open, {
      staffId: made.staffId,
      name: 'sample',
      scopes: ['read', 'write', 'admin'],
    })
    say(`A brand and the admin admin@hinoki.example were made; API key: ${key}`)
    return made.brandId
  }
  const query = desk.db.open.selectFrom('brands').select('id').orderBy('id')
  const found = await (slug ? query.where('slug', '=', slug) : query).executeTakeFirst()
  if (!found) throw new Error(`There is no brand ${slug ?? ''}`)
  return found.id
}

async function fill(desk: OpenDesk, brandId: number, total: number, seed: number): Promise<void> {
  const until = new Date()
  const from = new Date(until.getTime() - days * 86_400_000)
  const staff = await desk.db.open
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .execute()
  const clients = [await desk.db.pool.connect(), await desk.db.pool.connect()]
  const [main] = clients
  if (!main) return
  try {
    const tagIds = await tagsOf(main, brandId)
    const rebuilds = total >= rebuildsFrom
    if (rebuilds) await main.query('drop index if exists message_search_tokens')
    let next = 0
    await Promise.all(
      clients.map(async (client) => {
        while (next < total) {
          const first = next
          const count = Math.min(perBatch, total - first)
          next += count
          await writeOne(client, brandId, { seed, total, first, count, from, until, staff, tagIds })
          if (first % 100_000 < count) say(`${first + count} of ${total}`)
        }
      }),
    )
    if (rebuilds) await rebuildSearch(main)
    await main.query(
      'analyze customers, identities, conversations, messages, message_search, orders, conversation_tags',
    )
  } finally {
    for (const client of clients) client.release()
  }
}

async function writeOne(client: pg.ClientBase, brandId: number, wish: Wish): Promise<void> {
  const customers = await takeIds(client, 'customers', Math.ceil(wish.count * 0.6))
  const conversations = await takeIds(client, 'conversations', wish.count)
  const tables = await sampleBatch(wish, (count) => takeIds(client, 'messages', count), {
    customers,
    conversations,
  })
  await writeBatch(client, brandId, tables)
}

async function tagsOf(client: pg.ClientBase, brandId: number): Promise<number[]> {
  await client.query(`begin; set local app.brands = '${brandId}'`)
  const { rows } = await client.query<{ id: number }>(
    `insert into tags (brand_id, name) select $1, unnest($2::text[])
     on conflict (brand_id, name) do update set name = excluded.name returning id`,
    [brandId, ['shipping', '返品', 'VIP', 'wholesale', '破損', 'gift']],
  )
  await client.query('commit')
  return rows.map((row) => row.id)
}

async function rebuildSearch(client: pg.ClientBase): Promise<void> {
  say('Building the search index')
  await client.query("set maintenance_work_mem = '512MB'")
  await client.query(
    'create index if not exists message_search_tokens on message_search using gin (tokens) with (gin_pending_list_limit = 1024)',
  )
  await client.query('reset maintenance_work_mem')
}
