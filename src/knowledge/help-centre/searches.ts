import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { isAwayForTheMoment } from '#platform/database-away.ts'
import type { Locale } from '#platform/locale.ts'
import type { Logger } from '#platform/log.ts'
import { withoutPersonal } from './without-personal.ts'

export type Search = {
  brandId: number
  locale: Locale
  question: string
  found: number
  openedId?: number
}

/** What was searched and how much was found, kept without saying who. */
export type Searches = {
  /** Answers under which id a search will be kept; undefined while the database is away. */
  note(search: Search): Promise<number | undefined>
  /** Notes which article a search led to: the first one, and only soon after. */
  noteOpened(opened: { brandId: number; searchId: number; articleId: number }): Promise<void>
  /** Writes down what is not yet written. */
  stop(): Promise<void>
}

const longest = 200
// Written together this much later; a process that is killed has lost the count of these few searches, and harms nobody.
const writtenAfterMs = 200
const idsAtOnce = 100
// While the database is away: of more the oldest are not counted.
const mostWaiting = 10_000

type Row = Omit<Search, 'question' | 'openedId'> & {
  /** None: it was asked for while the database was away. */
  id: number | null
  query: string
  openedId: number | null
  at: Date
}

/** Nobody waits for a search to be written down: it is given its id and written with others a moment later. */
export function openSearches(db: Database, log: Pick<Logger, 'warn'>): Searches {
  const idOf = idsOf(db)
  const waiting: Row[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    timer = undefined
    writing = writing.then(() => writeDown(db, waiting, log))
    return writing
  }
  return {
    async note({ question, openedId, ...search }) {
      const id = await idOf().catch(() => undefined)
      const query = withoutPersonal(question).slice(0, longest).toWellFormed()
      waiting.push({ ...search, id: id ?? null, query, openedId: openedId ?? null, at: now() })
      timer ??= setTimeout(() => void write(), writtenAfterMs)
      return id
    },
    async noteOpened({ brandId, searchId, articleId }) {
      const row = waiting.find(({ id }) => id === searchId)
      if (row) {
        if (row.brandId === brandId) row.openedId ??= articleId
        return
      }
      await writing
      await inBrands(db, [brandId], (tx) =>
        sql`
          update help_searches set opened_article_id = ${articleId}
          where brand_id = ${brandId} and id = ${searchId} and opened_article_id is null
            and created_at > ${now()}::timestamptz - interval '1 hour'`.execute(tx),
      ).catch((error) => log.warn({ err: error }, 'An article that was found was not counted'))
    },
    async stop() {
      clearTimeout(timer)
      await write()
    },
  }
}

/** Ids from the table's own sequence, many at once. */
function idsOf(db: Database): () => Promise<number> {
  let ids: Promise<number[]> = Promise.resolve([])
  const take = async (): Promise<number> => {
    const mine = ids
    const id = (await mine.catch((): number[] => [])).pop()
    if (id !== undefined) return id
    if (ids === mine) ids = moreIds(db)
    await ids
    return take()
  }
  return take
}

async function moreIds(db: Database): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('help_searches', 'id')) as id
    from generate_series(1, ${idsAtOnce}::int)`.execute(db.open)
  return rows.map(({ id }) => id).reverse()
}

/** What cannot be written for the moment stays; what can never be is let go, and said. */
async function writeDown(db: Database, waiting: Row[], log: Pick<Logger, 'warn'>): Promise<void> {
  const rows = waiting.splice(0)
  if (rows.length === 0) return
  try {
    await insert(db, rows)
  } catch (error) {
    const isAway = error instanceof Error && isAwayForTheMoment(error)
    const kept = isAway ? rows.slice(-mostWaiting) : []
    waiting.unshift(...kept)
    log.warn(
      { err: error, waiting: kept.length, lost: rows.length - kept.length },
      'Searches of the help centre were not counted',
    )
  }
}

async function insert(db: Database, rows: readonly Row[]): Promise<void> {
  const brands = [...new Set(rows.map((row) => row.brandId))]
  const column = <Key extends keyof Row>(key: Key) => rows.map((row) => row[key])
  await inBrands(db, brands, async (tx) => {
    // Nobody waits for the disk either.
    await sql`set local synchronous_commit = off`.execute(tx)
    await sql`
      insert into help_searches (brand_id, id, locale, query, found, opened_article_id, created_at)
      select brand_id, coalesce(id, nextval(pg_get_serial_sequence('help_searches', 'id'))), locale, query, found, opened, at
      from unnest(${column('brandId')}::bigint[], ${column('id')}::bigint[], ${column('locale')}::text[],
        ${column('query')}::text[], ${column('found')}::int[], ${column('openedId')}::bigint[],
        ${column('at')}::timestamptz[]) as made (brand_id, id, locale, query, found, opened, at)`.execute(tx)
  })
}
