import { sql } from 'kysely'
import { subjectKey } from '#conversations/subject-key.ts'
import { now } from '#platform/clock.ts'
import { sha256 } from '#platform/crypto.ts'
import { type Database, inBrands } from '#platform/database.ts'

const window = 10 * 60_000
const most = 20
/** From here on the database is asked, too: nobody sends the same six times, so ordinary mail costs no question. */
const suspicious = 5
const mostSenders = 20_000

type Said = { brandId: number; sender: string; subject: string; text: string }
type Held = { isHeldBack: boolean; isFirstHeldBack: boolean }

export type Brake = {
  /** How many times this sender has sent exactly this lately, this time included; more than `most` is a machine. */
  count(said: Said): Promise<Held>
}

/**
 * Two machines that answer each other say the same thing over and over (RFC 3834 §2). Past twenty times in ten minutes a sender's mail
 * is still kept, but opens nothing, wakes nobody and is never answered by a machine. Counted in memory; who is suspicious there is
 * counted in the database, which knows what other processes took in, and this one before it was started again.
 */
export function openBrake(db: Database): Brake {
  const senders = new Map<string, { times: number[]; toldAt: number }>()
  return {
    async count(said) {
      const at = now().getTime()
      const key = sha256(`${said.brandId}\n${said.sender}\n${subjectKey(said.subject)}\n${said.text}`)
      const kept = senders.get(key) ?? { times: [], toldAt: 0 }
      const times = [...kept.times.filter((time) => time > at - window), at].slice(-most - 1)
      kept.times = times
      senders.delete(key)
      senders.set(key, kept)
      if (senders.size > mostSenders) senders.delete(senders.keys().next().value ?? '')
      if (times.length <= suspicious) return { isHeldBack: false, isFirstHeldBack: false }
      const isTold = () => kept.toldAt > at - window
      if (times.length > most && isTold()) return { isHeldBack: true, isFirstHeldBack: false }
      const stored = await storedLately(db, said, new Date(at - window))
      if (Math.max(times.length, stored.count + 1) <= most)
        return { isHeldBack: false, isFirstHeldBack: false }
      const isFirstHeldBack = !stored.isTold && !isTold()
      kept.toldAt = at
      return { isHeldBack: true, isFirstHeldBack }
    },
  }
}

/** The same of this sender, as stored since then, and whether it has been told already that they are held back. */
async function storedLately(
  db: Database,
  said: Said,
  since: Date,
): Promise<{ count: number; isTold: boolean }> {
  const { brandId, sender, subject, text } = said
  const { rows } = await inBrands(db, [brandId], (tx) =>
    sql<{ subject: string; count: number; isTold: boolean }>`
      select m.subject, count(*) as count,
        bool_or(exists (select from events e where e.brand_id = c.brand_id and e.conversation_id = c.id
          and e.type = 'customer.held_back' and e.at > ${since})) as "isTold"
      from identities i
      join conversations c on c.brand_id = i.brand_id and c.customer_id = i.customer_id and c.last_message_at > ${since}
      join messages m on m.brand_id = c.brand_id and m.conversation_id = c.id and m.created_at > ${since}
        and m.direction = 'in' and m.text = ${text}
      where i.brand_id = ${brandId} and i.kind = 'email' and i.value = ${sender}
      group by m.subject`.execute(tx),
  )
  const same = rows.filter((row) => subjectKey(row.subject ?? '') === subjectKey(subject))
  return {
    count: same.reduce((sum, row) => sum + Number(row.count), 0),
    isTold: same.some((row) => row.isTold),
  }
}
