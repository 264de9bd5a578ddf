/** Twin texts: one name, both languages. */
export const templates = [
  {
    name: '発送のお知らせ / On its way',
    shortcut: 'ship',
    en: 'Your parcel left us today. The tracking number is {{tracking}}.',
    ja: '本日、お品物を発送いたしました。お荷物のお問い合わせ番号は {{tracking}} でございます。',
  },
  {
    name: '確認して折り返す / We check and call back',
    shortcut: 'callback',
    en: 'I am checking this with the warehouse and will write to you by tomorrow evening your time, whatever they say.',
    ja: '倉庫に確認し、明日中に必ずご連絡いたします。',
  },
  {
    name: '写真のお願い / Photo, please',
    shortcut: 'photo',
    en: 'Could you send one photo of the damage and one of the inside of the box? Please do not send the item back.',
    ja: '恐れ入りますが、傷の部分と箱の内側のお写真をお送りいただけますでしょうか。お品物はご返送いただかなくて結構でございます。',
  },
  {
    name: '返品送り状 / Return label',
    shortcut: 'label',
    en: 'The return label is attached. Drop the parcel at any post office; the postage is on us.',
    ja: '返送用の送り状を添付いたしました。お近くの郵便局へお持ちください。送料は当店が負担いたします。',
  },
  {
    name: 'お礼 / Thank you',
    shortcut: 'thanks',
    en: 'Thank you for writing. I have passed your kind words on to everyone involved.',
    ja: '温かいお言葉をいただき、誠にありがとうございます。関係の者一同に申し伝えました。',
  },
]
