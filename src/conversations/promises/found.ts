import type { Calendar } from '#platform/calendar/calendar.ts'
import { timeNamed } from './time-named.ts'

export type FoundPromise = {
  sentence: string
  means: 'reply' | 'call'
  /** The time the sentence names; null when it names none, or one that is over. */
  dueAt: Date | null
}

// What somebody says they will do for the customer, in the polite forms in which it is said: not what was done (…ました), asked for
// (…ください) or cannot be done (…かねます).
const willJa =
  '(?:いたします|致します|します|差し上げます|さしあげます|申し上げます|申しあげます|させていただきます|させて頂きます|いたしますので|致しますので|しますので)'
const promisesJa = new RegExp(
  `(?:折り?返し|(?:ご|御)?連絡|(?:お|御)?電話|(?:ご|御)?返信|(?:お|ご|御)?返事|(?:ご|御)?回答|(?:ご|御)?報告|お知らせ|(?:ご|御)?案内)(?:の?(?:ご|お)(?:連絡|電話|返信|返事))?を?${willJa}`,
  'u',
)
// To look into something is a promise only where a time is named for it.
const looksIntoJa = new RegExp(`(?:確認|調査|手配|対応|お調べ|返金|発送)(?:を)?${willJa}`, 'u')
const promisesEn =
  /\b(?:we|i)(?:['’]ll| will| shall|['’]m going to| am going to|['’]re going to| are going to)\b(?! (?:not|never)\b)[^.?!\n]{0,80}?\b(?:call|phone|ring|get back|follow up|let you know|contact|update you|e-?mail|write (?:to|back)|reply|respond|be in touch|keep you (?:posted|updated|informed)|reach out|come back to you|confirm)\b|\byou(?:['’]ll| will) (?:hear|receive (?:a|an|our) (?:call|reply|answer|e-?mail|update))\b|\bexpect (?:a call|our (?:reply|answer|call)|to hear)\b/iu
const looksIntoEn =
  /\b(?:we|i)(?:['’]ll| will| shall)\b(?! (?:not|never)\b)[^.?!\n]{0,60}?\b(?:look into|check|investigate|ship|send|refund|arrange)\b/iu
const isCall = /電話|折り?返し|\b(?:call|phone|ring)\b/iu

/** Sentences of a text that promise something to the customer, with the time each names by the clock of those who will keep it. */
export function promisesIn(text: string, calendar: Calendar, at: Date): FoundPromise[] {
  return sentencesOf(text).flatMap((sentence) => {
    const isJapanese = /\p{Script=Hiragana}/u.test(sentence)
    const promises = (isJapanese ? promisesJa : promisesEn).test(sentence)
    const looksInto = !promises && (isJapanese ? looksIntoJa : looksIntoEn).test(sentence)
    if (!promises && !looksInto) return []
    const dueAt = timeNamed(sentence, isJapanese ? 'ja' : 'en', calendar, at)
    if (looksInto && dueAt === null) return []
    return [{ sentence, means: isCall.test(sentence) ? 'call' : 'reply', dueAt }]
  })
}

const sentences = new Intl.Segmenter('ja', { granularity: 'sentence' })

/** Quoted lines are somebody else's words. */
function sentencesOf(text: string): string[] {
  const own = text
    .normalize('NFKC')
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
  return own
    .split(/\n\s*\n/u)
    .flatMap((part) => [...sentences.segment(part.replace(/\s*\n\s*/gu, isWrapped(part) ? '' : ' '))])
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '')
}

/** Japanese lines are broken anywhere, and nothing stands between them when they are put together. */
const isWrapped = (part: string) => /\p{Script=Hiragana}/u.test(part)
