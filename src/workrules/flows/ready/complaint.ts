import { days, openHours, type Ready } from './ready.ts'

/** A complaint is taken in, understood, answered, and learnt from. */
export const complaint: Ready = {
  key: 'complaint',
  name: { en: 'Complaint', ja: '苦情の対応' },
  about: {
    en: 'Confirms what was understood, gives it to those who look into it, and asks afterwards whether it is settled.',
    ja: '内容の理解を確認していただき、調査を担当する人へ渡し、後日ご納得いただけたかを伺います。',
  },
  steps: (of) => [
    {
      id: 'mark',
      kind: 'do',
      name: of('Mark as a complaint', '苦情として記録する'),
      actions: [
        { action: 'tag_on', value: { tags: ['complaint'] } },
        { action: 'priority', value: { priority: 'high' } },
      ],
      next: { done: 'understand' },
    },
    {
      id: 'understand',
      kind: 'checklist',
      name: of('Understand what happened', '事実を把握する'),
      items: [
        {
          key: 'facts',
          text: {
            en: 'What happened, when, and to which order',
            ja: '何が、いつ、どの注文で起きたかを確認した',
          },
        },
        { key: 'wish', text: { en: 'What the customer wishes', ja: 'お客様のご要望を確認した' } },
        {
          key: 'restated',
          text: {
            en: 'Restated in a reply and confirmed by the customer',
            ja: '要約を返信でお伝えし、お客様に確認していただいた',
          },
        },
      ],
      atMost: openHours(8),
      next: { ticked: 'team', too_late: 'team' },
    },
    {
      id: 'team',
      kind: 'team',
      name: of('Hand to those who look into it', '調査の担当へ引き継ぐ'),
      note: of(
        'A complaint: please find the cause and propose an answer. The facts stand in the conversation.',
        '苦情の件です。原因を調べ、回答案をご提示ください。事実関係はこのお問い合わせに記載があります。',
      ),
      next: { done: 'answer' },
    },
    {
      id: 'answer',
      kind: 'wait',
      name: of('The answer goes out', '回答の送信を待つ'),
      on: 'we_replied',
      span: openHours(16),
      next: { happened: 'settle_time', too_late: 'remind' },
    },
    {
      id: 'remind',
      kind: 'do',
      name: of('Put it first in line', '優先度を上げる'),
      actions: [{ action: 'priority', value: { priority: 'urgent' } }],
      next: { done: 'answer' },
    },
    {
      id: 'settle_time',
      kind: 'wait',
      name: of('Let some days pass', '数日おく'),
      span: days(3),
      next: { passed: 'content' },
    },
    {
      id: 'content',
      kind: 'ask',
      name: of('Ask whether it is settled', 'ご納得いただけたかを伺う'),
      text: {
        en: '{{customer.greeting}},\n\nSome days ago we answered what you had written to us about. May we ask whether this has settled it for you? Thank you for telling us; it helps us do better.',
        ja: '{{customer.greeting}}\n\n先日は貴重なご意見をお寄せいただき、誠にありがとうございました。その後、弊社よりお伝えした内容でご納得いただけましたでしょうか。ご不明な点やお気づきの点がございましたら、ご遠慮なくお聞かせください。',
      },
      choices: [
        { key: 'settled', label: { en: 'Yes, thank you', ja: '納得しました' } },
        { key: 'open', label: { en: 'No, not yet', ja: 'まだ納得できません' } },
      ],
      giveUp: days(7),
      next: { settled: 'learn', answered: 'team', silent: 'learn' },
    },
    {
      id: 'learn',
      kind: 'checklist',
      name: of('Learn from it', '再発を防ぐ'),
      items: [
        { key: 'cause', text: { en: 'Cause noted', ja: '原因を記録した' } },
        { key: 'better', text: { en: 'What we will do differently agreed', ja: '再発防止策を決めた' } },
      ],
      next: { ticked: 'end' },
    },
    { id: 'end', kind: 'end', name: '' },
  ],
}
