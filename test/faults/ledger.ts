import type { Program } from './program.ts'

/** What the desk holds of the mails that customers sent, counted from its tables. */
export type Ledger = {
  lost: string[]
  doubled: string[]
  /** Threads in more than one conversation. */
  torn: number[]
  conversations: number
  /** Messages without search words or without their one event, and conversations that count wrongly. */
  halfWritten: number
}

/** The ledger of a desk that kept its promise. */
export const wholeLedger = { lost: [], doubled: [], torn: [], halfWritten: 0 }

export async function ledgerOf(program: Program, accepted: ReadonlySet<string>): Promise<Ledger> {
  const messages = await program.sql<{ mail_id: string; conversation_id: string }>(
    `select trim(both '<>' from mail_id) as mail_id, conversation_id from messages where direction = 'in'`,
  )
  const copies = new Map<string, number>()
  const homes = new Map<number, Set<string>>()
  for (const { mail_id, conversation_id } of messages) {
    copies.set(mail_id, (copies.get(mail_id) ?? 0) + 1)
    const thread = Math.floor(Number(/\d+/.exec(mail_id)?.[0]) / 3)
    homes.set(thread, (homes.get(thread) ?? new Set()).add(conversation_id))
  }
  const [count] = await program.sql<{ conversations: string; half: string }>(`
    select (select count(*) from conversations) as conversations,
      (select count(*) from messages m where direction = 'in' and (
        not exists (select from message_search s where s.brand_id = m.brand_id and s.message_id = m.id)
        or 1 <> (select count(*) from events e where e.message_id = m.id and e.type = 'message.received')))
      + (select count(*) from conversations c where message_count <>
        (select count(*) from messages m where m.brand_id = c.brand_id and m.conversation_id = c.id)
        or message_count = 0) as half`)
  return {
    lost: [...accepted].filter((id) => !copies.has(id)),
    doubled: [...copies].filter(([, times]) => times > 1).map(([id]) => id),
    torn: [...homes].filter(([, places]) => places.size > 1).map(([thread]) => thread),
    conversations: Number(count?.conversations),
    halfWritten: Number(count?.half),
  }
}
