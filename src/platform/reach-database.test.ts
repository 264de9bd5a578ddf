import { expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { openDatabase } from './database.ts'
import { reachDatabase } from './reach-database.ts'

test('a database that does not answer is refused in both languages, and its password is not said', async () => {
  // Port 9 is nobody's on a machine of today.
  const db = openDatabase('postgres://engawa:hidden-words@127.0.0.1:9/engawa')
  const refused = await reachDatabase(db).catch((error: unknown) => error)
  await db.close()
  if (!(refused instanceof CannotStart)) throw refused
  expect(refused.say('en')).toMatch(/DATABASE_URL.*ECONNREFUSED/)
  expect(refused.say('ja')).toMatch('接続できませんでした')
  expect(refused.say('en')).not.toMatch('hidden-words')
})
