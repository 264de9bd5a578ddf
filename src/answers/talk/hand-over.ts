import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { addressIn, orderNumbersIn } from './found-in.ts'
import { clockName, onClock, replyBy } from './reply-by.ts'
import type { Scene } from './scene.ts'
import type { Because, NewAnswer, Turn } from './turn.ts'

// Reasons a person cannot work on without the order. Slugs of reasons/seed.ts and channels/reasons.ts.
const needsOrder = new Set([
  'shipping-status',
  'not-received',
  'missing-or-wrong-item',
  'damaged',
  'return',
  'exchange',
  'refund',
  'cancel-or-change-order',
  'address-change',
])

export type Reason = { id: number; slug: string; likelihood: number }

/**
 * Leaves the conversation to a person at once: says so, says when they answer, and meanwhile asks for what they will need. Whether the
 * customer answers that or not, the conversation is in the inbox already.
 */
export function handOver(
  scene: Scene,
  because: Because,
  more: { answer?: NewAnswer; reason?: Reason | undefined } = {},
): Turn {
  const { locale } = scene
  // Whoever is asked then says by when themselves.
  const promise =
    because === 'manager' && scene.brand.raisesWhenAsked ? { text: '', by: null } : promiseIn(scene)
  const order = scene.talk?.order_number ?? scene.conversation.order_number
  const asksOrder =
    more.reason !== undefined && needsOrder.has(more.reason.slug) && order === null && !saidOrder(scene)
  const asksEmail = !asksOrder && asksForEmail(scene)
  const lines = [
    [opening[because]({}, { locale }), promise.text].filter(Boolean).join(locale === 'ja' ? '' : ' '),
    m.answers_bot_all_kept({}, { locale }),
    asksOrder ? m.answers_bot_ask_order({}, { locale }) : '',
    asksEmail ? m.answers_bot_ask_email({}, { locale }) : '',
  ]
  return {
    say: { text: lines.filter(Boolean).join('\n') },
    waitsFor: asksOrder ? 'order_number' : asksEmail ? 'email' : 'question',
    verdict: 'handed_over',
    ends: { as: 'handed_over', because, promisedFor: promise.by },
    ...(more.answer ? { answer: more.answer } : {}),
    ...(more.reason ? { reason: { id: more.reason.id, likelihood: more.reason.likelihood } } : {}),
  }
}

const opening = {
  asked: m.answers_bot_to_asked,
  upset: m.answers_bot_to_upset,
  unsure: m.answers_bot_to_unsure,
  unhelped: m.answers_bot_to_unhelped,
  rounds: m.answers_bot_to_rounds,
  unreadable: m.answers_bot_to_unreadable,
  person: m.answers_bot_to_rounds,
  manager: m.answers_bot_to_manager,
}

/**
 * After the hand-over it only takes down what it asked for, and silently what a person will need anyway; everything else is for the person
 * who is coming.
 */
export function collect(scene: Scene): Turn | undefined {
  return answerCollected(scene) ?? noteCollected(scene)
}

function noteCollected({ heard, talk, conversation, email }: Scene): Turn | undefined {
  const orderNumber = conversation.order_number === null ? orderNumbersIn(heard.text, false)[0] : undefined
  const address = email === null ? addressIn(heard.text) : undefined
  if (orderNumber === undefined && address === undefined) return undefined
  const waitsFor =
    talk?.waits_for === 'order_number' || talk?.waits_for === 'email' ? talk.waits_for : 'question'
  return { waitsFor, ...(orderNumber ? { orderNumber } : {}), ...(address ? { email: address } : {}) }
}

function answerCollected(scene: Scene): Turn | undefined {
  const { talk, locale, heard } = scene
  if (talk?.waits_for === 'order_number') {
    const [orderNumber] = orderNumbersIn(heard.text, true)
    if (orderNumber === undefined) return undefined
    const asksEmail = asksForEmail(scene)
    const text = [
      m.answers_bot_got_order({ number: orderNumber }, { locale }),
      asksEmail ? m.answers_bot_ask_email({}, { locale }) : '',
    ]
    return {
      say: { text: text.filter(Boolean).join('\n') },
      waitsFor: asksEmail ? 'email' : 'question',
      orderNumber,
    }
  }
  const email = talk?.waits_for === 'email' ? addressIn(heard.text) : undefined
  if (email === undefined) return undefined
  return { say: { text: m.answers_bot_got_email({ email }, { locale }) }, waitsFor: 'question', email }
}

/** When a person answers, on the customer's clock, by the brand's hours and nothing else. */
export function promiseIn({ brand, clock, locale }: Scene): { text: string; by: Date | null } {
  const at = now()
  const promise = replyBy(brand.calendar, at)
  if (!promise) return { text: m.answers_bot_in_turn({}, { locale }), by: null }
  if (promise.isOpen) return { text: m.answers_bot_here_now({}, { locale }), by: promise.by }
  const words = {
    opens: onClock(promise.opensAt, clock, at),
    by: onClock(promise.by, clock, promise.opensAt),
    clock: clockName(clock, at),
  }
  return { text: m.answers_bot_promise(words, { locale }), by: promise.by }
}

const saidOrder = ({ heard }: Scene) => orderNumbersIn(heard.text, false).length > 0

/** In a chat that asks for it by itself a second question would be one too many. */
function asksForEmail({ email, conversation, brand, heard }: Scene): boolean {
  if (email !== null || addressIn(heard.text) !== undefined) return false
  return conversation.channel === 'chat' && brand.chat.ask === 'never'
}
