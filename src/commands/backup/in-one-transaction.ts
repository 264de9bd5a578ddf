import type pg from 'pg'
import type { Database } from '#platform/database.ts'

/**
 * A database of one connection whose transactions are parts of the one that runs on it already: what migrates within is undone
 * with the rest. A statement that fails outside any of them undoes only itself, as it would on a connection of its own.
 */
export function inOneTransaction(client: pg.Client): Pick<Database, 'pool'> {
  let isWithin = false
  const run = async (text: unknown, values?: unknown[]) => {
    const said = typeof text === 'string' ? text.trim().toLowerCase().replace(/;$/, '') : ''
    if (said === 'begin') {
      isWithin = true
      return client.query('savepoint part')
    }
    if (said === 'commit' || said === 'rollback') {
      isWithin = false
      return client.query(said === 'commit' ? 'release part' : 'rollback to part; release part')
    }
    if (isWithin) return client.query(text as string, values)
    await client.query('savepoint single')
    try {
      const found = await client.query(text as string, values)
      await client.query('release single')
      return found
    } catch (error) {
      await client.query('rollback to single; release single')
      throw error
    }
  }
  const one = new Proxy(client, {
    get(target, name) {
      if (name === 'query') return run
      if (name === 'release') return () => {}
      if (name === 'connect') return async () => one
      const found: unknown = Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
  // The library that keeps the jobs asks a pool for this listener before it migrates.
  client.on('connect', () => {})
  return { pool: one as unknown as pg.Pool }
}
