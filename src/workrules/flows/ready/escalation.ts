import { openHours, type Ready } from './ready.ts'

/** A supervisor takes over. */
export const escalating: Ready = {
  key: 'escalation',
  name: { en: 'Escalation to a supervisor', ja: '責任者への引き継ぎ' },
  about: {
    en: 'Has the facts gathered first, hands over, and makes sure that the customer hears from a supervisor in time.',
    ja: '経緯をまとめたうえで引き継ぎ、責任者から期限内に連絡が届くことを確かめます。',
  },
  steps: (of) => [
    {
      id: 'facts',
      kind: 'checklist',
      name: of('Gather what is known', '経緯をまとめる'),
      items: [
        {
          key: 'wish',
          text: {
            en: 'What the customer wants, in their own words, in a note',
            ja: 'お客様のご要望を、そのままの言葉でメモに残した',
          },
        },
        {
          key: 'tried',
          text: {
            en: 'What has been tried and promised so far, in a note',
            ja: 'これまでの対応とお約束した内容をメモに残した',
          },
        },
      ],
      atMost: openHours(1),
      next: { ticked: 'urgent', too_late: 'urgent' },
    },
    {
      id: 'urgent',
      kind: 'do',
      name: of('Put it first in line', '優先度を上げる'),
      actions: [
        { action: 'priority', value: { priority: 'urgent' } },
        { action: 'tag_on', value: { tags: ['escalated'] } },
      ],
      next: { done: 'hand' },
    },
    {
      id: 'hand',
      kind: 'team',
      name: of('Hand to the supervisors', '責任者へ引き継ぐ'),
      note: of(
        'The customer asks for a supervisor. What is known stands in the notes above; please answer within two open hours.',
        'お客様が責任者の対応をご希望です。経緯は上のメモにあります。営業時間内の2時間以内にご連絡ください。',
      ),
      next: { done: 'reply' },
    },
    {
      id: 'reply',
      kind: 'wait',
      name: of('A supervisor answers', '責任者の返信を待つ'),
      on: 'we_replied',
      span: openHours(2),
      next: { happened: 'end', too_late: 'interim' },
    },
    {
      id: 'interim',
      kind: 'ask',
      name: of('Tell the customer that it takes longer', 'お時間をいただく旨をお伝えする'),
      text: {
        en: '{{customer.greeting}},\n\nA supervisor is looking into your case, and it takes a little longer than we would wish. We will write to you as soon as we can. Is there anything you would like to add until then?',
        ja: '{{customer.greeting}}\n\n責任者が詳細を確認しておりますが、今しばらくお時間を頂戴しております。お待たせしており誠に申し訳ございません。確認でき次第ご連絡いたします。\n\n補足のご事情などがございましたら、こちらにご返信ください。',
      },
      giveUp: openHours(4),
      next: { answered: 'end', silent: 'end' },
    },
    { id: 'end', kind: 'end', name: '' },
  ],
}
