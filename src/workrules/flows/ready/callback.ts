import { days, openHours, type Ready } from './ready.ts'

/** The customer would like to be called. */
export const callback: Ready = {
  key: 'callback',
  name: { en: 'Callback', ja: '折り返しのお電話' },
  about: {
    en: 'Asks when it suits and on which number, has somebody call, and notes what was said.',
    ja: 'ご都合のよい時間帯とお電話番号を伺い、担当者が電話して内容を記録します。',
  },
  steps: (of) => [
    {
      id: 'when',
      kind: 'ask',
      name: of('Ask when it suits', 'ご都合を伺う'),
      text: {
        en: '{{customer.greeting}},\n\nWe will gladly call you. When does it suit you best? Please also tell us the number on which we reach you.',
        ja: '{{customer.greeting}}\n\nお電話でのご連絡を承ります。ご都合のよい時間帯と、日中つながるお電話番号をお知らせいただけますでしょうか。',
      },
      choices: [
        { key: 'morning', label: { en: 'In the morning', ja: '午前中' } },
        { key: 'afternoon', label: { en: 'In the afternoon', ja: '午後' } },
        { key: 'no_call', label: { en: 'A mail is enough', ja: 'メールで構いません' } },
      ],
      remind: { ...days(1), text: { en: '', ja: '' } },
      giveUp: days(4),
      next: { no_call: 'team', answered: 'mark', silent: 'team' },
    },
    {
      id: 'mark',
      kind: 'do',
      name: of('Mark for a call', '電話予定のタグを付ける'),
      actions: [
        { action: 'tag_on', value: { tags: ['callback'] } },
        { action: 'status', value: { status: 'open' } },
      ],
      next: { done: 'call' },
    },
    {
      id: 'call',
      kind: 'checklist',
      name: of('Call', '電話する'),
      items: [
        { key: 'read', text: { en: 'History read before the call', ja: '電話の前にこれまでの経緯を読んだ' } },
        { key: 'called', text: { en: 'Customer reached', ja: 'お客様と話した' } },
        { key: 'noted', text: { en: 'What was agreed, in a note', ja: '話した内容をメモに残した' } },
      ],
      atMost: openHours(8),
      next: { ticked: 'done', too_late: 'team' },
    },
    {
      id: 'team',
      kind: 'team',
      name: of('Hand to the team', 'チームへ引き継ぐ'),
      note: of(
        'A call was asked for and has not come about. Please see how the customer is best reached.',
        '折り返しのご希望がありましたが、電話に至っていません。ご連絡方法の検討をお願いします。',
      ),
      next: { done: 'end' },
    },
    {
      id: 'done',
      kind: 'do',
      name: of('Take the tag off', 'タグを外す'),
      actions: [{ action: 'tag_off', value: { tags: ['callback'] } }],
      next: { done: 'end' },
    },
    { id: 'end', kind: 'end', name: '' },
  ],
}
