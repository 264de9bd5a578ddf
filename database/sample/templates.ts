/** A template of the sample brand: one name, both languages, and for macros what happens when it is sent. */
export type SampleTemplate = {
  name: string
  folder: string
  shortcut: string | null
  keywords: string
  en: string
  ja: string
  tags?: string[]
  priority?: 'high'
  takes?: boolean
  note?: string
  /** How often it was used in the sample's sixty days. */
  used: number
  /** The English text was changed last week, the Japanese one not looked at since. */
  isStale?: boolean
}

const delivery = '配送 Delivery'
const returns = '返品・交換 Returns'
const answers = 'ご案内 Answers'
const letters = '手紙の形 Letters'

export const templates: SampleTemplate[] = [
  {
    name: '発送のお知らせ / On its way',
    folder: delivery,
    shortcut: 'ship',
    keywords: 'はっそう hassou tracking',
    en: `{{customer.greeting}},

Your order {{order.number}} left us with {{order.carrier|the carrier}}. The tracking number is {{tracking}}; it may take a day until the carrier shows it.`,
    ja: `{{customer.greeting}}

ご注文 {{order.number}} のお品物を、{{order.carrier|配送会社}}にて発送いたしました。お問い合わせ番号は {{tracking}} でございます。配送状況に反映されるまで、1日ほどかかる場合がございます。`,
    used: 41,
  },
  {
    name: '配送の遅れ / Shipping is late',
    folder: delivery,
    shortcut: 'late',
    keywords: 'おくれ ちえん okure chien delay',
    en: `{{customer.greeting}},

Your order {{order.number}} is taking longer than we told you, and we are sorry for the wait. It is {{order.state}} with {{order.carrier|the carrier}} (tracking number {{tracking|not issued yet}}). If it has not moved by tomorrow, we ask the carrier ourselves and write to you again.`,
    ja: `{{customer.greeting}}

ご注文 {{order.number}} のお届けが、ご案内の日より遅れております。お待たせしており、誠に申し訳ございません。現在の状況は「{{order.state}}」、配送会社は{{order.carrier|手配中}}、お問い合わせ番号は {{tracking|発行前}} でございます。明日になっても動きがない場合は、当店から配送会社に確認し、改めてご連絡いたします。`,
    tags: ['配送遅延'],
    used: 37,
  },
  {
    name: '届かない / Not received',
    folder: delivery,
    shortcut: 'lost',
    keywords: 'ふちゃく とどかない fuchaku missing',
    en: `{{customer.greeting}},

The carrier's record says that order {{order.number}} was delivered, and you do not have it. Could you look with your neighbours and for a card in the letter box today? We are asking the driver at the same time ({{tracking}}). Should it stay lost, you will not be left with the loss.`,
    ja: `{{customer.greeting}}

ご注文 {{order.number}} は配送会社の記録では配達済みですが、お手元に届いていないとのこと、ご心配をおかけしております。恐れ入りますが、ご近隣のお預かりと不在票をご確認いただけますでしょうか。並行して、当店から配送会社に配達時の状況を確認いたします（お問い合わせ番号：{{tracking}}）。見つからない場合も、お客様のご負担にならないよう対応いたします。`,
    tags: ['未着調査'],
    priority: 'high',
    takes: true,
    note: '配送会社に配達時の状況（受取人、置き場所、GPS）を確認する。/ Ask the carrier who took it, where, and for the GPS record.',
    used: 18,
  },
  {
    name: '関税について / Customs duties',
    folder: delivery,
    shortcut: 'duty',
    keywords: 'かんぜい kanzei tax import',
    en: `{{customer.greeting}},

Duties and import tax are asked for by the customs of your country and are not part of what you paid us for order {{order.number|your order}}. The carrier tells you the amount before it hands the parcel over. Our page says which goods are usually free of them: {{link.help}}`,
    ja: `{{customer.greeting}}

関税および輸入税は、お届け先の国の税関が定めるもので、{{order.number|ご注文}} の代金には含まれておりません。金額は、配達の前に配送会社からご案内いたします。非課税となることの多いお品物は、次のページでご覧いただけます。{{link.help}}`,
    used: 12,
    isStale: true,
  },
  {
    name: '返品の受付 / Return accepted',
    folder: returns,
    shortcut: 'return',
    keywords: 'へんぴん henpin',
    en: `{{customer.greeting}},

Please send the goods of order {{order.number}} back within 14 days, in the box they came in if you still have it. The label is attached and the postage is on us. As soon as the parcel has reached us, we refund what you paid.`,
    ja: `{{customer.greeting}}

ご注文 {{order.number}} の返品を承りました。14日以内に、できるだけお届け時の箱に入れてご返送くださいますようお願い申し上げます。送り状を添付いたしました。送料は当店が負担いたします。到着を確認でき次第、お支払い額を返金いたします。`,
    tags: ['返品'],
    used: 22,
  },
  {
    name: '交換の手配 / Exchange',
    folder: returns,
    shortcut: 'exchange',
    keywords: 'こうかん koukan replacement',
    en: `{{customer.greeting}},

We are sending you a new piece for order {{order.number}} today. Please keep the damaged one until the new one has arrived; you need not send it back.`,
    ja: `{{customer.greeting}}

ご注文 {{order.number}} につきまして、本日、新しいお品物を手配いたしました。破損したお品物は、代わりの品が届くまでお手元に置いてください。ご返送の必要はございません。`,
    used: 15,
  },
  {
    name: '写真のお願い / Photo, please',
    folder: returns,
    shortcut: 'photo',
    keywords: 'しゃしん shashin picture',
    en: `{{customer.greeting}},

Could you send us one photo of the damage and one of the inside of the box? Please do not send the item back yet.`,
    ja: `{{customer.greeting}}

恐れ入りますが、傷の部分と箱の内側のお写真をお送りいただけますでしょうか。お品物は、まだご返送いただかなくて結構でございます。`,
    used: 26,
  },
  {
    name: '返金完了 / Refund done',
    folder: returns,
    shortcut: 'refund',
    keywords: 'へんきん henkin',
    en: `{{customer.greeting}},

We refunded order {{order.number}} today ({{order.total}}). Depending on your bank it shows within 3 to 10 working days.`,
    ja: `{{customer.greeting}}

ご注文 {{order.number}}（{{order.total}}）の返金手続きを、本日完了いたしました。ご利用の金融機関により、反映まで3〜10営業日ほどかかります。`,
    tags: ['返金済み'],
    used: 19,
  },
  {
    name: '確認して折り返す / We check and call back',
    folder: answers,
    shortcut: 'callback',
    keywords: 'おりかえし かくにん orikaeshi',
    en: `{{customer.greeting}},

I am checking this with the colleagues concerned: {{promise.what|what you asked}}. You hear from me by {{promise.by|tomorrow evening}}, whatever they say.`,
    ja: `{{customer.greeting}}

お問い合わせの件（{{promise.what|お尋ねの内容}}）を担当部署に確認しております。結果にかかわらず、{{promise.by|明日の夕方}}までにご連絡いたします。`,
    used: 33,
  },
  {
    name: '品切れ / Out of stock',
    folder: answers,
    shortcut: 'stock',
    keywords: 'しなぎれ ざいこ zaiko sold out',
    en: `{{customer.greeting}},

That piece is made by hand in small numbers and is sold out at the moment. The workshop expects the next ones in about four weeks; shall we write to you when they are here?`,
    ja: `{{customer.greeting}}

お問い合わせのお品物は、少量ずつ手作業で作っており、ただいま品切れとなっております。次回の入荷は4週間ほど先の予定です。入荷の際にご連絡を差し上げましょうか。`,
    used: 14,
  },
  {
    name: 'クーポン / Coupon',
    folder: answers,
    shortcut: 'coupon',
    keywords: 'くーぽん わりびき waribiki code',
    en: `{{customer.greeting}},

A coupon can be used for orders that are not placed yet. For order {{order.number|the one you mean}} we take the amount off by hand this once; please tell us the code as it stands in your mail.`,
    ja: `{{customer.greeting}}

クーポンは、ご注文前にご入力いただくものでございますが、今回は {{order.number|該当のご注文}} から当店で割引いたします。お手元のメールにあるクーポンコードをお知らせください。`,
    used: 9,
  },
  {
    name: 'ギフト包装 / Gift wrapping',
    folder: answers,
    shortcut: 'gift',
    keywords: 'ぎふと つつみ のし noshi tsutsumi',
    en: `{{customer.greeting}},

We gladly wrap it as a gift and put a card in; no price goes along. Tell us the words for the card, and whether you would like a Japanese noshi band.`,
    ja: `{{customer.greeting}}

ギフト包装とメッセージカードを承ります。金額のわかる書類は同梱いたしません。カードの文面と、のし紙の要否（表書き・お名前）をお知らせください。`,
    used: 11,
  },
  {
    name: 'お詫び / Apology',
    folder: letters,
    shortcut: 'sorry',
    keywords: 'おわび もうしわけ owabi',
    en: `{{customer.greeting}},

This should not have happened, and I am sorry that it did. You told us clearly what is wrong, and it is now with me.`,
    ja: `{{customer.greeting}}

このたびは、ご迷惑をおかけし、誠に申し訳ございません。ご指摘の内容は確かに承りました。この件は、私が責任を持って対応いたします。`,
    takes: true,
    priority: 'high',
    used: 21,
  },
  {
    name: 'お礼 / Thank you',
    folder: letters,
    shortcut: 'thanks',
    keywords: 'おれい ありがとう orei',
    en: `{{customer.greeting}},

Thank you for writing. I have passed your kind words on to everyone involved.`,
    ja: `{{customer.greeting}}

温かいお言葉をいただき、誠にありがとうございます。関係の者一同に申し伝えました。`,
    used: 17,
  },
  {
    name: '結び / Closing',
    folder: letters,
    shortcut: 'close',
    keywords: 'むすび しめ musubi',
    en: `If anything else comes up, answer this mail (No. {{number}}) or write to us here: {{link.contact}}

{{agent.name}}
{{brand.name}}`,
    ja: `ほかにお困りのことがございましたら、このメール（お問い合わせ番号 {{number}}）へのご返信、または次のページよりお知らせください。{{link.contact}}

{{brand.name}}
{{agent.name}}`,
    used: 29,
  },
]
