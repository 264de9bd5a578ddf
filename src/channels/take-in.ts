import type { RawBuilder } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { reachCustomers, type Reached } from '#customers/reach.ts'
import { detectLanguage } from '#languages/detect.ts'
import { lockByNames, type Tx, writeTogether } from '#platform/database.ts'
import { recording } from '#platform/events.ts'
import { alreadyHere } from './already-here.ts'
import { type Incoming, senderName } from './incoming.ts'
import { openingConversations } from './opening-conversations.ts'
import { type Arrival, storingArrivals, withIds } from './arrivals.ts'
import { wake } from './wake.ts'

/** A message whose customer is known and locked, and whose conversation is looked for. */
export type Asking = { incoming: Incoming; customer: Reached }

/** Finds the conversation a message belongs to, if any, locked. */
export type FindThread = (tx: Tx, asking: Asking) => Promise<Conversation | undefined>

/** The same for several messages of different senders at once; answers in their order. */
export type FindThreads = (tx: Tx, asking: readonly Asking[]) => Promise<(Conversation | undefined)[]>

export type TakenIn = { conversationId: number; messageId: number; isDuplicate: boolean }

/** Takes in one message inside a transaction that the channel has begun, for it writes rows of its own beside it. */
export async function takeInWithin(tx: Tx, incoming: Incoming, findThread: FindThread): Promise<TakenIn> {
  const findThreads: FindThreads = async (_tx, asking) =>
    Promise.all(asking.map((one) => findThread(tx, one)))
  const [taken] = await takeInAll(tx, [incoming], findThreads)
  if (!taken) throw new Error('One message in, none out')
  return taken
}

/**
 * The only way in, for messages of different senders at once. The same message twice is one; customer and thread are found under a
 * lock on the sender, so that order of arrival and parallel connections do not matter; message, search words and event are written
 * together. `remembering` gives what a channel
 * writes beside them. Answer the platform only after the transaction is committed.
 */
export async function takeInAll(
  tx: Tx,
  messages: readonly Incoming[],
  findThreads: FindThreads,
  remembering: (arrivals: readonly Arrival[]) => RawBuilder<unknown>[] = () => [],
): Promise<TakenIn[]> {
  await lockByNames(tx, messages.map(senderName))
  const known = await alreadyHere(tx, messages)
  const fresh = messages.filter((one) => !known.has(one))
  const taken = new Map<Incoming, Arrival>()
  for (const round of roundsOf(await askingOf(tx, fresh))) {
    const arrivals = await arrive(tx, round, findThreads)
    await writeTogether(tx, [
      ...openingConversations(arrivals),
      ...storingArrivals(arrivals),
      ...remembering(arrivals),
      recording(tx, arrivals.map(receivedEvent)),
    ])
    for (const one of arrivals) {
      taken.set(one.incoming, one)
      if (one.found && one.incoming.kind === 'message') await wake(tx, one.found)
    }
  }
  return messages.map((one) => {
    const here = known.get(one) ?? taken.get(one)
    if (!here) throw new Error('A message was neither known nor taken in')
    return { conversationId: here.conversationId, messageId: here.messageId, isDuplicate: known.has(one) }
  })
}

async function askingOf(tx: Tx, messages: readonly Incoming[]): Promise<Asking[]> {
  if (messages.length === 0) return []
  const customers = await reachCustomers(
    tx,
    messages.map((one) => ({ brandId: one.brandId, sender: one.from })),
  )
  return messages.flatMap((incoming, at) => {
    const customer = customers[at]
    return customer ? [{ incoming, customer }] : []
  })
}

/** One customer may write from two addresses at once: what comes second must see what the first began. */
function roundsOf(asking: readonly Asking[]): Asking[][] {
  const rounds: Asking[][] = []
  const before = new Map<number, number>()
  for (const one of asking) {
    const round = before.get(one.customer.id) ?? 0
    before.set(one.customer.id, round + 1)
    rounds[round] ??= []
    rounds[round].push(one)
  }
  return rounds
}

/** In which language each is written, and where it belongs. */
async function arrive(
  tx: Tx,
  asking: readonly Asking[],
  findThreads: FindThreads,
): Promise<readonly Arrival[]> {
  const found = await findThreads(tx, asking)
  // Ids of events are taken under the lock of their conversation, so that they stand in the order of commits.
  return withIds(
    tx,
    asking.map(({ incoming, customer }, at) => ({
      incoming,
      customer,
      language: detectLanguage(
        incoming.text,
        customer.language ?? incoming.expectedLanguage ?? customer.brandLocale,
      ),
      found: found[at],
    })),
  )
}

function receivedEvent({ incoming, customer, found, conversationId, messageId, eventId }: Arrival) {
  return {
    id: eventId,
    type: 'message.received',
    brandId: incoming.brandId,
    conversationId,
    customerId: customer.id,
    messageId,
    actor: { kind: 'customer' as const, id: customer.id },
    data: { channel: incoming.channel, kind: incoming.kind, isFirst: found === undefined },
  }
}
