import { answerAsThread } from '#platform/thread.ts'
import { compile, type Compiled } from '#workrules/rules/compile.ts'
import type { Asked } from '#workrules/rules/contract.ts'
import { type Facts, namesOf, plain } from '#workrules/rules/facts.ts'
import { judge } from '#workrules/rules/judge.ts'

export type Judged = { rates: number[]; acted: number }

const words = [
  'refund',
  'broken',
  'late',
  '返金',
  '破損',
  '届かない',
  '請求書',
  'wholesale',
  'gift',
  '再入荷',
]
const asks = (condition: string, value: Asked['value']): Asked => ({ condition, not: false, value })

/** Five conditions a rule, costly and cheap ones, in groups. */
function ruleAt(at: number): Compiled {
  const rule = compile({
    id: at + 1,
    name: `Rule ${at}`,
    when: { on: 'message_received' },
    isLast: false,
    conditions: {
      all: [
        asks('status', ['new', 'open']),
        { none: [asks('tags', [`done ${at}`]), asks('from_address', [`@spam${at}.example`])] },
        {
          any: [
            asks('message_words', [words[at % words.length] ?? '', `言葉${at}`]),
            asks('subject_words', [`word${at}`]),
          ],
        },
      ],
    },
    actions: [{ action: 'tag_on', value: { tags: [`rule ${at}`] } }],
  })
  if (!rule) throw new Error('The rule is not known')
  return rule
}

const letter =
  '先日注文した土鍋が届きましたが、箱が潰れていて、ふたが割れていました。写真を添付します。交換をお願いできますか。The parcel arrived late and the lid is cracked. '

function factsAt(at: number): Facts {
  const original = letter.repeat(3) + (at % 10 === 0 ? words[at % words.length] : '')
  return {
    at: 0,
    isOpenHour: true,
    conversation: {
      ...{ id: at, channel: 'email', mailboxId: 1, language: 'ja', status: 'new', priority: 'normal' },
      ...{
        reasonId: null,
        reasonsAbove: [],
        teamId: null,
        assigneeId: null,
        serviceLevelId: null,
        orderNumber: null,
        tags: ['vip'],
      },
      ...{ subject: plain(`お問い合わせ ${at}`), messages: 1, rating: null, waitingSince: 0, fields: {} },
    },
    message: {
      ...{ id: at, original, text: plain(original), from: namesOf(`customer${at}@mail.example.co.jp`) },
      ...{ language: 'ja', hasAttachments: true },
    },
    order: undefined,
    customer: { language: 'ja', country: 'JP', conversations: 1, orders: 1, fields: {} },
  }
}

/** Judgings a second of processor time, since a busy machine says little of what a core can do; one for each round, the first warms up. */
function judgeAll(count: number): Judged {
  const rules = Array.from({ length: count }, (_, at) => ruleAt(at))
  const messages = Array.from({ length: 200 }, (_, at) => factsAt(at))
  const rates: number[] = []
  let acted = 0
  for (let round = 0; round < 6; round++) {
    const [begun, spent] = [performance.now(), process.threadCpuUsage()]
    let done = 0
    while (performance.now() - begun < 1_000)
      for (const facts of messages) {
        acted += judge(rules, facts).acting.length
        done++
      }
    const { user, system } = process.threadCpuUsage(spent)
    if (round > 0) rates.push(Math.round((done * 1_000_000) / (user + system)))
  }
  return { rates, acted }
}

answerAsThread((count: number) => ({ answer: judgeAll(count) }))
