// What a customer says when they have been helped, greet, or say nothing. Who wants a person or is upset: #languages/feelings.ts.

const solved =
  /^(?:はい|うん|ええ|解決(?:し(?:ました|た)|です|済み)?|ありがと|助か(?:り|っ)|わかりました|分かりました|わかった|了解|承知|大丈夫です|(?:yes|yep|yeah|thanks?|thank you|thx|solved|(?:that|it) (?:helped|helps|worked|works)|great|perfect|got it|ok|okay)\b)/
// A thumb up says as much as a word.
const thumbs =
  /^(?:(?:\u{1F44D}|\u{1F64F}|\u{1F44C}|\u{1F60A}|\u{2705}|\u{1F646})\p{Emoji_Modifier}?(?:\u200D(?:\u2640|\u2642))?\uFE0F?)+$/u
const unsolved =
  /^(?:いいえ|いや|違|ちが|解決し(?:ません|ない|てい)|わからない|分からない|わかりません|分かりません|(?:no|nope|not really|(?:that|it) (?:did ?n[o']?t|does ?n[o']?t|is ?n[o']?t) .{0,12}(?:help|work|right|it|what)|wrong|still)\b)/
const greeting =
  /^(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして|初めまして|すみません|お世話になります|お世話になっております|もしもし|hello|hi|hey|hiya|good (?:morning|afternoon|evening)|hello there|hi there)$/
const longestWord = 40

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/[’‘]/g, "'").trim()

/** What a short answer to "did that help?" says, if it is one. A question never is. */
export function verdictIn(text: string): 'helped' | 'unhelped' | undefined {
  const said = plain(text)
  if (said.length > longestWord || /[?？]|けど|ですが|でも|\bbut\b|\bhowever\b/.test(said)) return undefined
  if (thumbs.test(said)) return 'helped'
  if (unsolved.test(said)) return 'unhelped'
  return solved.test(said) ? 'helped' : undefined
}

export function isGreeting(text: string): boolean {
  return greeting.test(plain(text).replaceAll(/[\s!.,。、〜~ー-]+$/g, ''))
}

/** Nothing that could be looked up: empty, a smile, three dots. */
export function saysNothing(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text)
}
