import { isUpset, wantsManager } from './feelings.ts'

/** How heated somebody sounds; what their matter weighs is another question. */
export type Temperature = 'calm' | 'displeased' | 'angry' | 'threatening'

// What is announced: courts, authorities, the public. Said of somebody else it counts as well; a person corrects it.
const threatening: readonly RegExp[] = [
  /訴え(?:る|ます|たい|て)|訴訟|裁判|弁護士|法的|被害届|消費者センター|消費生活センター|国民生活センター|警察|通報|(?:sns|ｓｎｓ|口コミ|レビュー|ネット|twitter|インスタ).{0,12}(?:書|晒|さら|投稿|拡散|公開)|チャージバック|支払い?(?:を)?(?:止め|拒否)/i,
  /\b(?:lawyer|attorney|solicitor|lawsuit|legal action|sue|suing|court|small claims|trading standards|consumer (?:protection|affairs)|bbb|chargeback|dispute (?:it|this|the charge)|police|report you|go(?:ing)? public|post(?:ing)? (?:this|about)|leave .{0,20}review)\b/i,
]
const displeased: readonly RegExp[] = [
  /残念|困って|困り|不満|不快|納得(?:が)?(?:いか|いき|でき)|不安|まだ(?:届|返事|連絡|回答)|いつまで|遅(?:すぎ|い(?:です|の))|待たされ|返事がない|連絡がない|どうなって|おかしい|信じられ|期待外れ/,
  /\b(?:disappoint\w*|frustrat\w*|unhappy|annoy\w*|upset|still (?:waiting|no|nothing|haven't|have not)|no (?:reply|response|answer|one (?:has )?(?:replied|answered))|not (?:good enough|happy|acceptable)|fed up|how (?:long|much longer)|let down|again and again|third time|second time)\b/i,
]

const anyOf = (patterns: readonly RegExp[], text: string) => patterns.some((one) => one.test(text))
const order: readonly Temperature[] = ['calm', 'displeased', 'angry', 'threatening']

/** How heated a text sounds, as a first guess for whoever reads it. */
export function temperatureOf(text: string): Temperature {
  const said = text.slice(0, 4_000).normalize('NFKC')
  if (anyOf(threatening, said)) return 'threatening'
  if (isUpset(said)) return 'angry'
  return anyOf(displeased, said) ? 'displeased' : 'calm'
}

/** The most heated of several. */
export function hottest(all: readonly Temperature[]): Temperature {
  return order[Math.max(0, ...all.map((one) => order.indexOf(one)))] ?? 'calm'
}

const longest = 400

/**
 * What of several messages (the newest first) tells best how the customer feels, in their own words: the heated sentences of the most heated
 * message, or how they began when nothing is.
 */
export function tellingPassage<Message extends { text: string }>(
  messages: readonly Message[],
): { message: Message; passage: string } | undefined {
  const weighed = messages.map((message) => {
    const sentences = sentencesOf(message.text).map((text) => ({ text, heat: heatOf(text) }))
    return { message, sentences, heat: Math.max(0, ...sentences.map((one) => one.heat)) }
  })
  const first = messages.at(-1)
  if (!first) return undefined
  const hot = weighed.toSorted((one, other) => other.heat - one.heat)[0]
  if (!hot || hot.heat === 0)
    return { message: first, passage: joined(sentencesOf(first.text).slice(0, 2), first.text) }
  const telling = hot.sentences.filter((one) => one.heat > 0).map((one) => one.text)
  return { message: hot.message, passage: joined(telling, hot.message.text) }
}

function heatOf(sentence: string): number {
  const heat = order.indexOf(temperatureOf(sentence)) * 2
  return wantsManager(sentence) ? Math.max(heat, 3) : heat
}

const sentencesOf = (text: string) =>
  [...text.slice(0, 8_000).matchAll(/[^。！？!?\n]+?(?:[。！？!?]+|\.(?=\s)|\n|$)/gu)]
    .map(([sentence]) => sentence.trim())
    .filter((sentence) => sentence !== '')

/** As many whole sentences as fit. */
function joined(sentences: readonly string[], text: string): string {
  const gap = /[぀-ヿ一-鿿]/.test(text) ? '' : ' '
  let passage = ''
  for (const sentence of sentences) {
    if (passage !== '' && passage.length + sentence.length > longest) break
    passage = passage === '' ? sentence : passage + gap + sentence
  }
  return passage.slice(0, longest).toWellFormed()
}
