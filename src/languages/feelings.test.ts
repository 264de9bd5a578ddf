import { expect, test } from 'vitest'
import { processorTime } from '#test/processor-time.ts'
import { isUpset, wantsPerson } from './feelings.ts'

const asked = [
  ...[
    '人に代わってください',
    '人と話したい',
    '担当者',
    '担当者につないでください',
    'オペレーターお願いします',
  ],
  ...[
    '人間と話せますか',
    'スタッフの方と直接話したいです',
    '責任者を出してください',
    'ボットじゃなくて人がいい',
  ],
  ...['AIではなく人に対応してほしい', '店長に代わって', '有人対応をお願いします', '生身の人間と話したい'],
  ...[
    'オペレーターに繋いで',
    '上の人と話をさせてください',
    '担当の方に直接相談できますか',
    'スタッフを呼んでください',
  ],
  ...[
    '機械ではなく人と話したい',
    '係の人に代わってもらえますか',
    'オペレーターはいませんか',
    '人間の方お願いします',
  ],
  ...[
    'agent',
    'Agent please',
    'human',
    'SUPERVISOR',
    'Representative!',
    'a person please',
    'real person',
    'hi, agent',
  ],
  ...[
    'Can I talk to a human please?',
    'I want to speak with a real person',
    'please transfer me to somebody',
  ],
  ...[
    'let me speak to your manager',
    'I need an agent',
    'get me a human',
    'Can I have a supervisor?',
    'put me through',
  ],
  ...['connect me to customer service', 'I want to chat with one of your agents', 'is there a human here?'],
  ...[
    'Is there anyone I can talk to?',
    "I don't want to talk to a bot",
    'I would like a live agent',
    'no bots',
  ],
  ...[
    'where is your manager',
    'Please escalate this',
    'I am requesting a representative',
    'speak to customer support',
  ],
]
const notAsked = [
  ...[
    '友人に贈りたいのですが包装できますか',
    'カナダまで送れますか？送料は？',
    '返品したいです',
    '二人用の土鍋はありますか',
  ],
  ...[
    '知り合いの人に聞いたのですが、送料は無料ですか',
    '人間の手で作られていますか',
    '店長のおすすめは何ですか',
  ],
  ...[
    'これは機械ではなく手作りですか',
    '担当者名を宛名に入れられますか',
    '以前オペレーターさんに教わった方法で洗いました',
  ],
  ...[
    '三人で使える大きさですか',
    '外国人に人気の商品は',
    'スタッフのおすすめを知りたい',
    '配達の人に渡しました',
    '上司に贈る包丁',
  ],
  ...[
    'Do you ship to Canada?',
    'Is it a good gift for one person?',
    'Where is my order?',
    'Which cleaning agent is safe?',
  ],
  ...[
    'I am a travel agent, do you give discounts?',
    'My shipping agent needs an invoice',
    'Is it made of human hair?',
  ],
  ...[
    'Can my freight agent pick it up?',
    'The delivery person left it outside',
    'Is the lid not machine washable?',
  ],
  ...[
    'My manager gave me this pan',
    'a gift for my supervisor',
    'Does it need an anti-caking agent?',
    'How many people does it serve?',
  ],
  ...[
    'I bought it for someone else',
    'Can I get your newsletter?',
    'Is there someone needed at home for delivery?',
  ],
  ...['Do I need a non-stick agent', 'is it safe for human consumption', 'a knife for a sushi operator'],
]
const angry = [
  ...[
    'ふざけるな',
    'いい加減にしてください',
    '何度も連絡しているのに返事がない',
    '最低です',
    '最悪の対応',
    '本当に最悪。',
  ],
  ...[
    '警察に通報します',
    '弁護士に相談します',
    '二度と買いません',
    'この店は最低だ',
    '責任を取ってください',
    '訴えます',
  ],
  ...[
    'This is unacceptable',
    'worst service ever',
    'WHERE IS MY ORDER I HAVE WAITED THREE WEEKS',
    'I am very angry',
  ],
  ...[
    'this is a scam',
    'you are useless',
    'You will hear from my lawyer',
    'How many times do I have to ask?',
  ],
  ...[
    "I'm absolutely furious",
    'I will never buy from you again',
    'this is fraud',
    'fed up with waiting',
    'useless bot',
  ],
]
const calm = [
  ...[
    'カナダまで送れますか',
    '最低注文数はいくつですか',
    '最低何個から注文できますか',
    '最悪の場合キャンセルできますか',
    '最低でも3日かかりますか',
  ],
  ...[
    '弁護士事務所に贈りたいです',
    '警察署の近くに届けてください',
    '最低温度は何度ですか',
    '最悪、来週でも大丈夫です',
    'クレームではないのですが',
  ],
  ...[
    'Where is my order?',
    'FAQ',
    'DHL tracking JP123',
    'How many times can I use the coupon?',
    'A gift for a lawyer',
  ],
  ...[
    'My bank has a fraud check, can I pay?',
    'Do you have the angry bird chopstick rest?',
    'Is the lid useless without the pot?',
  ],
  ...['How many times should it be washed?', 'What is the worst stain it can take?'],
]

test.each(asked)('a person is asked for: %s', (text) => expect(wantsPerson(text)).toBe(true))
test.each(notAsked)('nobody is asked for: %s', (text) => expect(wantsPerson(text)).toBe(false))
test.each(angry)('upset: %s', (text) => expect(isUpset(text)).toBe(true))
test.each([...calm, ...notAsked])('calm: %s', (text) => expect(isUpset(text)).toBe(false))
test.each(calm)('calm, and nobody is asked for: %s', (text) => expect(wantsPerson(text)).toBe(false))

test('what a customer says of their feelings is read in no time, however long it is', () => {
  for (const text of [
    'get me a '.repeat(3_000),
    '担当者に'.repeat(5_000),
    'a the your '.repeat(2_000),
    'speak to '.repeat(2_000),
  ]) {
    const spent = processorTime(() => {
      wantsPerson(text)
      isUpset(text)
    })
    expect(spent).toBeLessThan(1_000)
  }
})
