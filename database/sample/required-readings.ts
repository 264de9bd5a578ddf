/** What the sample's people must have read: the manual by its file, whom it asks, and who has confirmed. */
export const requiredReadings = [
  {
    manual: '破損・誤配送の対応手順',
    team: '品質管理',
    askedDaysAgo: 9,
    days: 7,
    confirmedBy: ['yui@hinoki.example'],
    question: {
      right: 1,
      ja: {
        text: '担当者の判断で交換・返金を進められるのは、いくらまでですか。',
        choices: ['5千円まで', '2万円まで', '5万円まで'],
        passage:
          '新品との交換または全額返金をお客様に選んでいただきます。2万円（140米ドル）までは担当者の判断で進め、超える場合は社内メモで責任者に確認します。',
      },
      en: {
        text: 'Up to what amount may you replace or refund without asking?',
        choices: ['JPY 5,000', 'JPY 20,000', 'JPY 50,000'],
        passage:
          'Let the customer choose between a new one and the full amount back. Up to JPY 20,000 (USD 140) you decide; above that ask the supervisor in a note.',
      },
    },
  },
  {
    manual: '返品・交換の対応手順',
    team: '倉庫・出荷',
    askedDaysAgo: 2,
    days: 7,
    confirmedBy: [],
    question: null,
  },
] as const
