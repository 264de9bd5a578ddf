import { sql } from 'kysely'
import { type About, askOthers, giveSomething, handUp } from './deeds.ts'
import { inShop, type Week } from './week.ts'

const deeds = [giveSomething, giveSomething, giveSomething, handUp, askOthers]

/** What was begun in the last hours and waits for whoever opens the desk: a yes, a colleague's answer, somebody to take over. */
export async function leaveSomeForToday(week: Week): Promise<void> {
  const { shop, dice } = week
  const agents = shop.people.filter((one) => one.role === 'agent')
  const { rows } = await inShop(week, (tx) =>
    sql<Pick<About, 'conversationId' | 'language'>>`
      select c.id as "conversationId", c.language from conversations c
      where c.brand_id = ${shop.brandId} and c.status in ('open', 'pending_customer') and c.language in ('ja', 'en')
        and c.open_promises = 0 and not exists (select from escalations e where e.brand_id = c.brand_id and e.conversation_id = c.id)
        and not exists (select from approvals a where a.brand_id = c.brand_id and a.conversation_id = c.id)
      order by c.id desc limit ${2 * deeds.length}`.execute(tx),
  )
  for (const [at, deed] of deeds.entries()) {
    const about = rows[2 * at]
    if (about) await deed(week, { ...about, agent: dice.pick(agents), isLeft: true })
  }
}
