import type { Scenario } from './scenario.ts'

export const japaneseScenarios: readonly Scenario[] = [
  {
    language: 'ja',
    subject: '届いた鍋の蓋に傷がありました',
    reason: 'damaged',
    tags: ['破損'],
    channels: ['email', 'form'],
    goods: ['donabe'],
    turns: [
      {
        by: 'customer',
        text: 'お世話になっております。\n注文番号 {order} の{product}ですが、開封したところ蓋の縁に傷がありました。\n贈り物にする予定でしたので、交換をお願いできますでしょうか。',
      },
      { by: 'note', text: '同じロットで今月3件目。倉庫に梱包の確認を依頼済みです。' },
      {
        by: 'agent',
        text: '{name} 様\n\nこの度は、楽しみにお待ちいただいていた品に傷があり、誠に申し訳ございません。\n原因は、鍋と蓋の間に入れる緩衝紙の入れ忘れでございました。\n\n新しい品を本日の便で発送いたしました。明後日の午前中にお届けの予定です。お手元の品はご返送いただかなくて結構でございます。\n\n今後は出荷前に二名で梱包を確認いたします。重ねてお詫び申し上げます。',
      },
      { by: 'customer', text: '早速のご対応ありがとうございます。届くのを楽しみにしております。' },
    ],
  },
  {
    language: 'ja',
    subject: '領収書の発行について',
    reason: 'receipt',
    tags: ['領収書'],
    channels: ['form', 'email'],
    turns: [
      {
        by: 'customer',
        text: 'お世話になっております。\n先日購入しました{product}（注文番号 {order}）について、会社宛の領収書を発行していただけますでしょうか。宛名は「株式会社 青葉」でお願いいたします。',
      },
      {
        by: 'agent',
        text: '{name} 様\n\nお問い合わせいただきありがとうございます。\n宛名「株式会社 青葉」の領収書を作成し、本メールに添付いたしました。ご確認くださいませ。\n\nほかにご不明な点がございましたら、お気軽にお知らせください。',
      },
    ],
  },
  {
    language: 'ja',
    subject: '配送状況を教えてください',
    reason: 'shipping-status',
    tags: [],
    channels: ['email', 'chat', 'form'],
    turns: [
      {
        by: 'customer',
        text: '注文番号 {order} の{product}がまだ届きません。追跡では三日前から「持ち出し中」のままです。週末に使いたいのですが、間に合うでしょうか。',
      },
      {
        by: 'agent',
        text: '{name} 様\n\nお待たせしており申し訳ございません。配送会社へ確認いたしましたところ、お届け先の建物名が伝票から漏れておりました。\n正しい建物名を伝え、明日の午前中にお届けする手配をいたしました。週末には必ずお使いいただけます。\n\n明日の正午に、お届けの完了を当方でも確認いたします。',
      },
      { by: 'customer', text: '確認ありがとうございます。安心しました。' },
    ],
  },
  {
    language: 'ja',
    subject: '返品希望',
    reason: 'return',
    tags: [],
    channels: ['form', 'email'],
    goods: ['donabe', 'board', 'steamer', 'suribachi'],
    turns: [
      { by: 'customer', text: '返品希望。注文番号 {order}。サイズ違い。' },
      {
        by: 'agent',
        text: '{name} 様\n\nご連絡いただきありがとうございます。{product}の返品を承りました。\n返送用の送り状をメールでお送りいたしましたので、お近くの郵便局へお持ちください。送料は当店が負担いたします。\n\n正しいサイズの品へ交換をご希望の場合は、このメールにご返信ください。',
      },
      { by: 'customer', text: '交換でお願いします。' },
    ],
  },
  {
    language: 'ja',
    subject: '包丁の研ぎ方について',
    reason: 'product-use',
    tags: ['使い方'],
    channels: ['chat', 'email'],
    goods: ['santoku', 'nakiri'],
    turns: [
      {
        by: 'customer',
        text: '{product}を使い始めて半年ですが、少し切れ味が落ちてきました。家庭で研ぐ場合、砥石は何番がよいですか？',
      },
      {
        by: 'agent',
        text: '{name} 様\n\n長くお使いいただきありがとうございます。ご家庭では、まず1000番の中砥石、仕上げに3000番をおすすめしております。\n刃を15度ほどに寝かせ、表を七、裏を三の割合で研いでいただくと、元の切れ味に戻ります。',
      },
      { by: 'customer', text: '分かりやすい説明をありがとうございます。やってみます。' },
    ],
  },
  {
    language: 'ja',
    subject: 'ギフト包装はできますか',
    reason: 'gift',
    tags: ['ギフト'],
    channels: ['chat', 'form'],
    turns: [
      {
        by: 'customer',
        text: '母の誕生日に{product}を贈りたいのですが、のし紙とメッセージカードはお願いできますか？',
      },
      {
        by: 'agent',
        text: 'はい、どちらも無料で承っております。ご注文画面の備考欄に、のしの表書きとカードの文面をご記入ください。お届け日のご指定も可能でございます。',
      },
      { by: 'customer', text: 'ありがとうございます。早速注文します。' },
    ],
  },
  {
    language: 'ja',
    subject: '電話での確認をお願いします',
    reason: 'not-received',
    tags: ['折り返し'],
    channels: ['email'],
    turns: [
      {
        by: 'customer',
        text: '配達済みと表示されていますが、注文番号 {order} の{product}は届いておりません。宅配ボックスも管理人室も確認しました。お電話で状況を教えていただけますか。',
      },
      { by: 'note', text: '15時までに折り返すとお約束しました。配送会社の調査番号は未取得。' },
    ],
  },
  {
    language: 'ja',
    subject: 'クーポンが使えません',
    reason: 'coupon',
    tags: ['クーポン'],
    channels: ['chat', 'email'],
    turns: [
      {
        by: 'customer',
        text: 'メールでいただいたクーポン「AKI10」を入力すると「有効期限切れ」と表示されます。期限は今月末のはずですが。',
      },
      {
        by: 'agent',
        text: '{name} 様\n\nご不便をおかけして申し訳ございません。設定に誤りがあり、期限が一日早く登録されておりました。ただいま修正いたしましたので、もう一度お試しください。\n\nご迷惑をおかけしたお詫びに、送料も当店で負担いたします。',
      },
    ],
  },
  {
    language: 'ja',
    subject: 'お礼',
    reason: 'praise',
    tags: ['お礼'],
    channels: ['email', 'form'],
    goods: ['donabe'],
    turns: [
      {
        by: 'customer',
        text: '先日は交換の件で丁寧にご対応いただき、ありがとうございました。{product}で炊いたご飯は格別で、家族みんなで楽しんでおります。担当の方にもよろしくお伝えください。',
      },
      {
        by: 'agent',
        text: '{name} 様\n\n温かいお言葉をいただき、誠にありがとうございます。担当の者にも申し伝えました。これからも末永くお使いいただけますと幸いです。',
      },
    ],
  },
  {
    language: 'ja',
    subject: '海外への発送は可能でしょうか',
    reason: 'shipping-abroad',
    tags: ['海外発送'],
    channels: ['email', 'chat'],
    turns: [
      {
        by: 'customer',
        text: 'シアトルに住む娘に{product}を送りたいのですが、海外への発送は可能でしょうか。関税の目安も教えてください。',
      },
      {
        by: 'agent',
        text: '{name} 様\n\nはい、アメリカへの発送を承っております。送料は一律 18 米ドル、150 米ドル以上のご注文で無料でございます。\n関税はこの価格帯の調理器具の場合、通常 5% 前後で、お受け取りの際のお支払いとなります。',
      },
    ],
  },
]
