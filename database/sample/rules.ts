/** The rules of the sample brand. People and teams stand in them by name; whoever writes them down puts their ids there. */
export const rules = (known: { usTeamId: number; supervisorId: number }) => [
  {
    name: '破損・不良は優先 / Broken or faulty first',
    when: { on: 'message_received' },
    conditions: {
      all: [
        {
          any: [
            {
              condition: 'message_words',
              value: [
                '傷',
                '割れ',
                '欠け',
                'ひび',
                '破損',
                '不良',
                'crack',
                'cracked',
                'broken',
                'chipped',
                'damaged',
              ],
            },
            { condition: 'subject_words', value: ['破損', '不良', 'broken', 'damaged'] },
          ],
        },
        { none: [{ condition: 'priority', value: ['high', 'urgent'] }] },
      ],
    },
    actions: [
      { action: 'priority', value: { priority: 'high' } },
      { action: 'tag_on', value: { tags: ['破損'] } },
    ],
  },
  {
    name: '未着の連絡は優先 / Not received',
    when: { on: 'conversation_opened' },
    conditions: {
      all: [
        {
          any: [
            {
              condition: 'message_words',
              value: ['届きません', '届いておりません', '届かない', 'never arrived', 'not arrived'],
            },
            { condition: 'subject_words', value: ['未着', '届かない', 'never received', 'missing'] },
          ],
        },
        { condition: 'has_order_number' },
      ],
    },
    actions: [
      { action: 'priority', value: { priority: 'high' } },
      { action: 'tag_on', value: { tags: ['未着'] } },
    ],
  },
  // After those that make it high: who is upset is urgent, whatever it is about.
  {
    name: 'お怒り・責任者をご希望 / Upset, or asks for the supervisor',
    when: { on: 'message_received' },
    conditions: { any: [{ condition: 'upset' }, { condition: 'asks_for_person' }] },
    actions: [
      { action: 'priority', value: { priority: 'urgent' } },
      { action: 'tag_on', value: { tags: ['要エスカレーション'] } },
      { action: 'notify', value: { staffIds: [known.supervisorId] } },
    ],
  },
  {
    name: '英語は米国チームへ / English to the US team',
    when: { on: 'conversation_opened' },
    conditions: {
      all: [
        { condition: 'conversation_language', value: ['en'] },
        { condition: 'team', value: ['none'] },
      ],
    },
    actions: [{ action: 'team', value: { teamId: known.usTeamId } }],
  },
  {
    name: '法人・大量注文 / Wholesale and bulk',
    when: { on: 'message_received' },
    conditions: {
      all: [
        {
          condition: 'message_words',
          value: ['法人', '卸', '大量', '名入れ', 'wholesale', 'bulk', 'corporate'],
        },
      ],
    },
    actions: [
      { action: 'tag_on', value: { tags: ['法人'] } },
      { action: 'assign_by', value: { way: 'load', teamId: 'none', skill: '法人' } },
      { action: 'note', value: { text: '法人・大量注文の見積もりは、森田が確認してから回答します。' } },
    ],
  },
  {
    name: '営業時間で4時間お待たせしたら / Waiting 4 open hours',
    when: { after: { minutes: 240, since: 'customer_wrote', clock: 'open_hours' } },
    conditions: {
      all: [{ condition: 'customer_waits' }, { condition: 'priority', value: ['low', 'normal'] }],
    },
    actions: [{ action: 'priority', value: { priority: 'high' } }],
  },
  {
    name: 'ご返信が7日ないときは解決済みに / No answer for 7 days: resolved',
    when: { after: { minutes: 10_080, since: 'we_replied', clock: 'always' } },
    conditions: { all: [{ condition: 'status', value: ['pending_customer'] }] },
    actions: [{ action: 'status', value: { status: 'resolved' } }],
    isLast: true,
  },
]
