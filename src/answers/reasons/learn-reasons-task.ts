import type { Task } from '#platform/jobs.ts'
import type { Desk } from '../../desk.ts'
import { learnBrand } from './learn-brand.ts'

/** Learns the reasons of one brand, or by the clock of all that have new conversations to learn from. */
export function learnReasons({ db }: Pick<Desk, 'db'>): Task {
  return async (payload) => {
    const named = Object(payload).brandId as unknown
    if (typeof named === 'number') {
      await learnBrand(db, named)
      return
    }
    const brands = await db.open.selectFrom('brands').select('id').where('archived_at', 'is', null).execute()
    for (const { id } of brands) await learnBrand(db, id)
  }
}
