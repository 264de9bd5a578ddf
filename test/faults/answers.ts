import { setTimeout as pause } from 'node:timers/promises'
import { mailOf, openPost } from './mail-client.ts'
import { type Program, until } from './program.ts'

/** Conversations to be answered, each begun by a customer's mail. */
export async function conversationsOf(program: Program, count: number): Promise<string[]> {
  const post = openPost(program.smtpPort, 4)
  post.waiting.push(...Array.from({ length: count }, (_, at) => mailOf(at * 3)))
  await until(
    () => post.accepted.size === count,
    120_000,
    () => `No mail goes in: ${program.said()}`,
  )
  await post.stop()
  // Answers are to leave at once and not after the time to take them back.
  await program.sql('update mailboxes set undo_seconds = 0')
  return (await program.sql<{ id: string }>('select id from conversations order by id')).map((row) => row.id)
}

/**
 * Answers as a careful client does: without a confirmation the same request is made again, under the same key, however long the
 * desk is killed and started meanwhile; the test's own time limit ends it.
 */
export async function answerSurely(program: Program, conversationId: string, word: string): Promise<void> {
  for (;;) {
    const confirmed = await answerOnce(program, conversationId, word).catch(() => undefined)
    if (confirmed?.status === 200) return
    if (confirmed && confirmed.status < 500) throw new Error(JSON.stringify(confirmed))
    await pause(100)
  }
}

async function answerOnce(program: Program, id: string, word: string) {
  const page = await program.ask(`/api/conversations/${id}`)
  if (page.status !== 200) return page
  return program.ask(
    `/api/conversations/${id}/replies`,
    // The same body each time, as one key stands for one request: nobody else writes here.
    { text: `${word} お問い合わせありがとうございます。`, lastSeenEventId: 1_000_000_000 },
    { 'idempotency-key': word },
  )
}

export type Sending = { word: string; state: string; reason: string | null; rows: number }

/** Every answer as the desk shows it. */
export async function sendings(program: Program): Promise<Sending[]> {
  const rows = await program.sql<{ word: string; state: string; reason: string | null; rows: string }>(`
    select substring(text from 'answer-[0-9]+') as word, min(delivery_state) as state,
      min(delivery_reason) as reason, count(*) as rows
    from messages where direction = 'out' group by 1`)
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }))
}

/** Waits until no answer is under way any more. */
export function untilSettled(program: Program): Promise<void> {
  return until(
    async () => {
      const [row] = await program.sql<{ count: string }>(
        `select count(*) from messages where delivery_state in ('scheduled', 'queued', 'sending')`,
      )
      return row?.count === '0' || Number(row?.count) === 0
    },
    180_000,
    () => `Answers are still under way: ${program.said()}`,
  )
}
