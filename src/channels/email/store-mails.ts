import { openBatches } from '#platform/batches.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { addJobs } from '#platform/jobs.ts'
import { type Incoming, senderName } from '../incoming.ts'
import { type TakenIn, takeInAll } from '../take-in.ts'
import type { Arrival } from '../arrivals.ts'
import type { Envelope } from './authentication.ts'
import { type Clues, findThreads } from './find-threads.ts'
import { type Remembered, rememberingMails } from './remembering-mails.ts'

/** A mail that has been read, ready to be written. */
export type ReadyMail = {
  incoming: Incoming
  clues: Clues
  /** The people it names besides its sender and ourselves. */
  others: readonly string[]
  isFirstHeldBack: boolean
  /** How it came, if its sender is still to be checked; undefined when there is nothing to check. */
  toCheck: Envelope | null | undefined
}

/** Writes a mail and returns when it is committed. */
export type Store = (mail: ReadyMail) => Promise<TakenIn>

/**
 * Mails that come at the same time from different senders are written in one transaction: a mail costs a dozen statements, and as
 * many for thirty of them. Those that name one mail follow each other, for the first may begin what the second belongs to.
 */
export function openStore(db: Database): Store {
  return openBatches((mails: ReadyMail[]) => storeMails(db, mails), {
    keys: ({ incoming, clues }) => [
      senderName(incoming),
      ...clues.mailIds.map((id) => `${incoming.brandId}:mail:${id}`),
    ],
    most: 32,
    atOnce: 1,
  })
}

async function storeMails(db: Database, mails: readonly ReadyMail[]): Promise<TakenIn[]> {
  const brandIds = [...new Set(mails.map((one) => one.incoming.brandId))]
  const ofIncoming = new Map(mails.map((one) => [one.incoming, one]))
  const mailOf = (incoming: Incoming) => {
    const mail = ofIncoming.get(incoming)
    if (!mail) throw new Error('A mail that nobody sent')
    return mail
  }
  return inBrands(
    db,
    brandIds,
    (tx) =>
      takeInAll(
        tx,
        mails.map((one) => one.incoming),
        (_tx, asking) => findThreads(tx, asking, (incoming) => mailOf(incoming).clues),
        (arrivals) => rememberingMails(arrivals.map((one) => rememberedOf(one, mailOf(one.incoming)))),
      ).then((taken) => followUp(tx, mails, taken)),
    { keepsPlans: true },
  )
}

function rememberedOf({ incoming, conversationId, customer, found }: Arrival, mail: ReadyMail): Remembered {
  return {
    brandId: incoming.brandId,
    conversationId,
    customerId: found?.customer_id ?? customer.id,
    mailIds: mail.clues.mailIds,
    others: mail.others,
  }
}

/** What only a few mails ask for. */
async function followUp(tx: Tx, mails: readonly ReadyMail[], taken: TakenIn[]): Promise<TakenIn[]> {
  const jobs: Parameters<typeof addJobs>[1][number][] = []
  for (const [at, { incoming, toCheck, isFirstHeldBack }] of mails.entries()) {
    const one = taken[at]
    if (!one || one.isDuplicate) continue
    const payload = { brandId: incoming.brandId, messageId: one.messageId, envelope: toCheck }
    if (toCheck !== undefined) jobs.push({ task: 'check-sender', payload, maxAttempts: 5 })
    if (isFirstHeldBack) await record(tx, heldBackEvent(incoming, one))
  }
  await addJobs(tx, jobs)
  return taken
}

function heldBackEvent(incoming: Incoming, { conversationId, messageId }: TakenIn) {
  return {
    type: 'customer.held_back',
    brandId: incoming.brandId,
    conversationId,
    messageId,
    actor: { kind: 'system' as const },
    data: { address: incoming.from.value },
  }
}
