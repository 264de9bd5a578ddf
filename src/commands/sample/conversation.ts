import { type Chance } from './random.ts'
import { en } from './words-en.ts'
import { ja } from './words-ja.ts'

export type SamplePerson = { name: string; email: string; language: 'ja' | 'en' }
export type SampleMessage = { direction: 'in' | 'out' | 'note'; text: string; minutesLater: number }
export type SampleConversation = {
  subject: string
  language: 'ja' | 'en'
  channel: 'email' | 'form' | 'chat'
  orderNumber: string | null
  messages: SampleMessage[]
}

/** A customer: a name of their language and an address that nobody else has. */
export function samplePerson(dice: Chance, number: number): SamplePerson {
  const language = dice.next() < 0.45 ? 'ja' : 'en'
  const words = language === 'ja' ? ja : en
  const family = dice.lean(words.family)
  const given = dice.lean(words.given)
  const latin =
    language === 'ja' ? (ja.romaji[ja.family.indexOf(family as never)] ?? 'sato') : family.toLowerCase()
  const address = `${latin.replaceAll(/[^a-z]/g, '')}.${number.toString(36)}@${dice.pick(domains)}`
  return { name: language === 'ja' ? `${family} ${given}` : `${given} ${family}`, email: address, language }
}

const domains = ['example.com', 'example.net', 'example.org', 'mail.example', 'example.jp']

/** What was asked and answered: an opening, details in any order, an answer, and often a word more. Three messages on average. */
export function sampleConversation(dice: Chance, person: SamplePerson, number: number): SampleConversation {
  const words = person.language === 'ja' ? ja : en
  const matter = dice.lean<(typeof words.matters)[number]>(words.matters)
  const facts = {
    p: dice.lean<string>(words.products),
    o: `HK-${100_000 + number}`,
    c: dice.pick<string>(words.places),
    f: dice.pick<string>(words.family),
  }
  const fill = (text: string) => text.replaceAll(/\{(\w)\}/g, (_, name: keyof typeof facts) => facts[name])
  const details = Array.from({ length: 1 + dice.below(3) }, () => dice.lean<string>(words.details))
  const stop = person.language === 'ja' ? '。' : ''
  const gap = person.language === 'ja' ? '' : ' '
  const opening = [
    dice.pick<string>(words.greetings),
    `${fill(matter.text)}${gap}${details.map((one) => one + stop).join(gap)}`,
    dice.pick<string>(words.closings),
    person.name,
  ].join('\n')
  const messages: SampleMessage[] = [{ direction: 'in', text: opening, minutesLater: 0 }]
  const exchanges = 1 + (dice.next() < 0.45 ? 1 : 0)
  for (let turn = 0; turn < exchanges; turn++) {
    const answer = fill(dice.pick<string>(words.answers))
    messages.push({ direction: 'out', text: answer, minutesLater: 20 + dice.below(600) })
    if (dice.next() < 0.35)
      messages.push({
        direction: 'in',
        text: dice.pick<string>(words.thanks),
        minutesLater: 60 + dice.below(1_500),
      })
  }
  if (dice.next() < 0.04)
    messages.splice(1, 0, { direction: 'note', text: notes[person.language], minutesLater: 5 })
  return {
    subject: fill(matter.subject),
    language: person.language,
    channel: dice.pick(['email', 'email', 'email', 'email', 'form', 'chat'] as const),
    orderNumber: opening.includes(facts.o) ? facts.o : null,
    messages,
  }
}

const notes = {
  ja: '倉庫に在庫と梱包の状態を確認中です。',
  en: 'Checking stock and packing with the warehouse.',
}
