type Words = {
  shop: string
  nav: string[]
  bag: string
  other: string
  line: string
  story: string
  look: string
  goods: string
  promises: [string, string][]
  colophon: string
  price(yen: number): string
}

// The shop's own rate: prices abroad are set once a season and not by the day.
const yenPerDollar = 150

export const words: Record<'en' | 'ja', Words> = {
  en: {
    shop: 'Hinoki Kitchen',
    nav: ['Cookware', 'Knives', 'Tableware', 'Journal'],
    bag: 'Bag (0)',
    other: '日本語',
    line: 'Tools that are still good in thirty years.',
    story:
      'Clay from Iga, steel from Echizen, cypress from Kiso. We send kitchen tools by twelve workshops from Japan to your table, and look after them as long as you use them.',
    look: 'See the season’s pots',
    goods: 'For the cold months',
    promises: [
      ['Free over US$150', 'Otherwise a flat US$18 to the USA and Canada.'],
      ['Thirty days to change your mind', 'Returns within the USA are on us.'],
      ['Repairs for life', 'Sharpening, re-tinning, new handles.'],
    ],
    colophon: 'A sample shop. Nothing here can be bought, but the chat at the lower right is real.',
    price: (yen) => `US$${Math.round(yen / yenPerDollar)}`,
  },
  ja: {
    shop: '檜キッチン',
    nav: ['鍋・釜', '包丁', 'うつわ', '読みもの'],
    bag: '買い物かご（0）',
    other: 'English',
    line: '三十年後も、よい道具。',
    story:
      '伊賀の土、越前の鋼、木曽の檜。十二の工房がつくる台所道具を、日本から食卓へお届けします。お使いいただくかぎり、お手入れもお任せください。',
    look: '今季の鍋を見る',
    goods: '寒い季節の道具',
    promises: [
      ['税込 16,500 円以上で送料無料', '国内一律 880 円でお届けします。'],
      ['三十日以内の返品・交換', '初期不良の送料は当店が負担します。'],
      ['生涯修理', '研ぎ直し、柄の交換、鉄瓶の錆取りも承ります。'],
    ],
    colophon: 'これは見本の店です。お買い物はできませんが、右下のチャットは本物です。',
    price: (yen) => `¥${yen.toLocaleString('ja')}`,
  },
}

export const goods = [
  {
    picture: 'donabe',
    en: 'Iga donabe, 24 cm',
    ja: '伊賀土鍋 八寸',
    by: ['Iga, Mie', '三重・伊賀'],
    yen: 16_500,
  },
  {
    picture: 'knife',
    en: 'Santoku, white steel',
    ja: '三徳包丁 白紙鋼',
    by: ['Echizen, Fukui', '福井・越前'],
    yen: 22_000,
  },
  {
    picture: 'kettle',
    en: 'Cast-iron kettle, 1.2 L',
    ja: '南部鉄瓶 1.2 L',
    by: ['Morioka, Iwate', '岩手・盛岡'],
    yen: 28_600,
  },
  {
    picture: 'board',
    en: 'Cypress cutting board',
    ja: '木曽檜のまな板',
    by: ['Kiso, Nagano', '長野・木曽'],
    yen: 9_900,
  },
  {
    picture: 'bowl',
    en: 'Tobe rice bowls, pair',
    ja: '砥部焼 飯碗 二客',
    by: ['Tobe, Ehime', '愛媛・砥部'],
    yen: 6_600,
  },
  {
    picture: 'pan',
    en: 'Copper egg pan',
    ja: '銅の玉子焼き鍋',
    by: ['Arakawa, Tokyo', '東京・荒川'],
    yen: 13_200,
  },
] as const
