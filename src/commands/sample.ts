import type pg from 'pg'
import { m } from '#texts'
import { createApiKey } from '#people/create-api-key.ts'
import { isSetUp, setUp } from '#people/set-up.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { newToken } from '#platform/crypto.ts'
import { loadable, openWall, withoutTriggers } from './loading/loadable.ts'
import { readOptions } from './options.ts'
import type { NextIds, Wish } from './sample/batch.ts'
import { batches } from './sample/batches.ts'
import { tables } from './sample/tables.ts'
import { writeBatch } from './sample/write.ts'
import { wrongUse } from './usages.ts'
import { type OpenDesk, withDesk } from './with-desk.ts'

const days = 60
// From so many on it is faster to build indexes anew than to add to them; a desk that runs beside waits meanwhile.
const largeFrom = 20_000
const say = (line: string) => process.stderr.write(`${line}\n`)

/** Bulk data for measuring: conversations in both languages over 60 days, the same for the same seed. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const given = readOptions(args, 'sample', [], ['conversations', 'seed', 'brand'])
  const total = Number(given.conversations ?? 1_000)
  const seed = Number(given.seed ?? 1)
  if (!Number.isSafeInteger(total) || total < 1)
    throw wrongUse('sample', `--conversations ${given.conversations}`)
  if (!Number.isSafeInteger(seed)) throw wrongUse('sample', `--seed ${given.seed}`)
  await withDesk(env, async (desk) => {
    const started = Date.now()
    const brandId = await brandFor(desk, given.brand)
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
  if (!found) throw new CannotStart((locale) => m.platform_sample_no_brand({ slug: slug ?? '' }, { locale }))
  return found.id
}

/** All of it in one transaction: a sample that is stopped leaves the desk as it was, with all its indexes. */
async function fill(desk: OpenDesk, brandId: number, total: number, seed: number): Promise<void> {
  const until = new Date()
  const staff = await desk.db.open
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .execute()
  const client = await desk.db.pool.connect()
  let isBroken = true
  try {
    await client.query(`begin; set local app.brands = '${brandId}'`)
    const restore = await prepare(client, total >= largeFrom)
    const tagIds = await tagsOf(client, brandId)
    const from = new Date(until.getTime() - days * 86_400_000)
    await write(client, brandId, { seed, total, from, until, staff, tagIds })
    await restore(brandId)
    await client.query('commit')
    await client.query(`vacuum (analyze) ${written.join(', ')}`)
    isBroken = false
  } finally {
    client.release(isBroken)
  }
}

const written = [...tables, 'customer_search']

async function prepare(client: pg.ClientBase, isLarge: boolean): Promise<(brandId: number) => Promise<void>> {
  const names = written.map((table) => `public.${table}`)
  if (!isLarge) return openWall(client, names)
  const known = await nextIds(client)
  const wake = await withoutTriggers(client, ['public.identities'])
  const finish = await loadable(client, names.slice(0, -1))
  const finishSearch = await loadable(client, names.slice(-1))
  return async (brandId) => {
    say('Building the indexes')
    await finish()
    await wake()
    say('Making customers findable')
    await client.query('analyze customers, identities')
    const made = 'select (brand_id, id)::customer_key from customers where brand_id = $1 and id >= $2'
    await client.query(`select refresh_customer_search(array(${made}))`, [brandId, known.customers])
    await finishSearch()
  }
}

async function write(client: pg.ClientBase, brandId: number, wish: Wish): Promise<void> {
  let next = await nextIds(client)
  for await (const batch of batches(brandId, wish, next)) {
    await writeBatch(client, batch.texts)
    next = batch.next
    if (batch.done % 100_000 === 0) say(`${batch.done} of ${wish.total}`)
  }
  for (const [table, id] of Object.entries(next))
    await client.query(`select setval(pg_get_serial_sequence($1, 'id'), $2, false)`, [table, id])
}

/** Nobody else gives out ids meanwhile: the tables are locked. */
async function nextIds(client: pg.ClientBase): Promise<NextIds> {
  const { rows } = await client.query<NextIds>(`
    select nextval(pg_get_serial_sequence('customers', 'id')) as customers,
      nextval(pg_get_serial_sequence('conversations', 'id')) as conversations,
      nextval(pg_get_serial_sequence('messages', 'id')) as messages`)
  const [row] = rows
  if (!row) throw new Error('The tables give out no ids')
  return row
}

async function tagsOf(client: pg.ClientBase, brandId: number): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `insert into tags (brand_id, name) select $1, unnest($2::text[])
     on conflict (brand_id, name) do update set name = excluded.name returning id`,
    [brandId, ['shipping', '返品', 'VIP', 'wholesale', '破損', 'gift']],
  )
  return rows.map((row) => row.id)
}
