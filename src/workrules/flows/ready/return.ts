import { days, openHours, type Ready } from './ready.ts'

/** Something is to go back. */
export const returning: Ready = {
  key: 'return',
  name: { en: 'Return', ja: '返品' },
  about: {
    en: 'Asks for the reason, tells how to send it back, waits for the parcel and sees to the refund.',
    ja: '理由を伺い、返送方法をご案内し、到着を待って返金まで進めます。',
  },
  steps: (of) => [
    {
      id: 'reason',
      kind: 'ask',
      name: of('Ask for the reason', '返品の理由を伺う'),
      text: {
        en: '{{customer.greeting}},\n\nThank you for telling us that you would like to return your order. So that we can see to it in the right way, may we ask for the reason?',
        ja: '{{customer.greeting}}\n\nご返品のご希望を承りました。適切にご案内するため、差し支えなければ理由をお聞かせいただけますでしょうか。',
      },
      choices: [
        { key: 'damaged', label: { en: 'It arrived damaged', ja: '破損していた' } },
        { key: 'wrong', label: { en: 'Something else arrived', ja: '注文と違うものが届いた' } },
        { key: 'mind', label: { en: 'I have changed my mind', ja: 'イメージと違った・不要になった' } },
      ],
      remind: { ...days(2), text: { en: '', ja: '' } },
      giveUp: days(7),
      next: { damaged: 'ours', wrong: 'ours', mind: 'theirs', answered: 'look', silent: 'settle' },
    },
    {
      id: 'ours',
      kind: 'do',
      name: of('Our fault: first in line', '当社都合として優先する'),
      actions: [
        { action: 'priority', value: { priority: 'high' } },
        { action: 'tag_on', value: { tags: ['return', 'our-fault'] } },
      ],
      next: { done: 'look' },
    },
    {
      id: 'theirs',
      kind: 'do',
      name: of('Mark as a return', '返品のタグを付ける'),
      actions: [{ action: 'tag_on', value: { tags: ['return'] } }],
      next: { done: 'look' },
    },
    {
      id: 'look',
      kind: 'checklist',
      name: of('Accept the return', '返品を受け付ける'),
      items: [
        {
          key: 'period',
          text: { en: 'Within the period for returns', ja: '返品期限内であることを確認した' },
        },
        {
          key: 'label',
          text: {
            en: 'Address or label for the return sent to the customer',
            ja: '返送先または返送用ラベルをお客様に送った',
          },
        },
      ],
      atMost: openHours(16),
      next: { ticked: 'on_its_way', too_late: 'lead' },
    },
    {
      id: 'on_its_way',
      kind: 'wait',
      name: of('Wait for the parcel', '返送品の到着を待つ'),
      on: 'tagged',
      conditions: { all: [{ condition: 'tags', not: false, value: ['returned'] }] },
      span: days(21),
      next: { happened: 'refund', too_late: 'arrived' },
    },
    {
      id: 'arrived',
      kind: 'ask',
      name: of('Ask whether it was sent', '返送の状況を伺う'),
      text: {
        en: '{{customer.greeting}},\n\nYour return has not reached us yet. Have you been able to send it?',
        ja: '{{customer.greeting}}\n\nご返送品の到着をまだ確認できておりません。ご発送はお済みでしょうか。状況をお知らせいただけますと幸いです。',
      },
      choices: [
        { key: 'sent', label: { en: 'Yes, it is on its way', ja: '発送済みです' } },
        { key: 'kept', label: { en: 'I will keep it', ja: '返品を取りやめます' } },
      ],
      giveUp: days(7),
      next: { sent: 'on_its_way', kept: 'settle', answered: 'lead', silent: 'settle' },
    },
    {
      id: 'refund',
      kind: 'checklist',
      name: of('Look at it and refund', '検品して返金する'),
      items: [
        { key: 'state', text: { en: 'State of the goods looked at', ja: '商品の状態を確認した' } },
        { key: 'paid', text: { en: 'Refunded, and the customer told', ja: '返金し、お客様に連絡した' } },
        {
          key: 'stock',
          text: { en: 'Put back into stock or written off', ja: '在庫に戻した、または廃棄した' },
        },
      ],
      next: { ticked: 'settle' },
    },
    {
      id: 'lead',
      kind: 'team',
      name: of('Hand to those who decide', '判断する担当へ引き継ぐ'),
      note: of('A return that needs somebody’s decision.', '返品の件です。対応のご判断をお願いします。'),
      next: { done: 'end' },
    },
    {
      id: 'settle',
      kind: 'do',
      name: of('Mark as resolved', '解決済みにする'),
      actions: [{ action: 'status', value: { status: 'resolved' } }],
      next: { done: 'end', refused: 'end' },
    },
    { id: 'end', kind: 'end', name: '' },
  ],
}
