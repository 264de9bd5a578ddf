import { inject } from 'vitest'
import type { TestDesk } from './desk.ts'

/** Where the database of one test's desk is reached by what opens connections of its own. */
export async function databaseUrlOf(desk: TestDesk): Promise<string> {
  const { rows } = await desk.db.pool.query('select current_database() as name')
  const url = new URL(inject('postgres').template)
  url.pathname = `/${rows[0].name}`
  return String(url)
}
