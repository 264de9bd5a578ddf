/** Who works at the sample brand, and who writes to it. All addresses end in names reserved for examples (RFC 2606). */
export const organisation = 'Hinoki Kitchen'
export const brand = { slug: 'hinoki', name: 'Hinoki Kitchen', locale: 'ja' as const }
export const demoPassword = 'engawa-demo'

export const staff = [
  { email: 'admin@hinoki.example', name: '大西 葵', role: 'admin', locale: 'ja', timeZone: 'Asia/Tokyo' },
  {
    email: 'supervisor@hinoki.example',
    name: '森田 健',
    role: 'supervisor',
    locale: 'ja',
    timeZone: 'Asia/Tokyo',
  },
  {
    email: 'agent@hinoki.example',
    name: 'Emily Nakamura',
    role: 'agent',
    locale: 'en',
    timeZone: 'America/Los_Angeles',
  },
  { email: 'yui@hinoki.example', name: '高橋 結衣', role: 'agent', locale: 'ja', timeZone: 'Asia/Tokyo' },
] as const

/** How much each takes, in which languages, and what only they can do. */
export const workloads = [
  { email: 'supervisor@hinoki.example', capacity: 8, languages: ['en', 'ja'], skills: ['法人', '苦情'] },
  { email: 'agent@hinoki.example', capacity: 20, languages: ['en'], skills: ['返品'] },
  { email: 'yui@hinoki.example', capacity: 20, languages: ['ja'], skills: ['修理', '返品'] },
]

export const japaneseNames = [
  '佐藤 美咲',
  '鈴木 一郎',
  '田中 裕子',
  '渡辺 大輔',
  '伊藤 さくら',
  '山本 健太',
  '中村 陽子',
  '小林 誠',
  '加藤 直美',
  '吉田 翔',
  '山田 花子',
  '佐々木 亮',
  '松本 恵',
  '井上 拓也',
  '木村 真理',
  '林 俊介',
  '清水 香織',
  '斎藤 学',
  '阿部 由美',
  '髙橋 隆',
]
export const englishNames = [
  'Megan Carter',
  'Jose Alvarez',
  'Karine Tremblay',
  'Rose Okafor',
  'Daniel Kim',
  'Sarah Whitfield',
  'Tom Brennan',
  'Priya Natarajan',
  'Luis Ortega',
  'Hannah Becker',
  'Grace Liu',
  'Ethan Walsh',
  'Olivia Sanders',
  'Marcus Reed',
  'Naomi Fukuda',
  'Chloe Martin',
  'Ben Kowalski',
  'Ava Thompson',
  'Isaac Romero',
  'Julia Novak',
]

/** A person of the sample always lives in the same place: names and places are dealt in turn. */
export const places = [
  { country: 'US', region: 'Portland, OR', timeZone: 'America/Los_Angeles' },
  { country: 'US', region: 'Brooklyn, NY', timeZone: 'America/New_York' },
  { country: 'CA', region: 'Montréal, QC', timeZone: 'America/Toronto' },
  { country: 'US', region: 'Austin, TX', timeZone: 'America/Chicago' },
  { country: 'US', region: 'Denver, CO', timeZone: 'America/Denver' },
]
export const prefectures = ['東京都', '大阪府', '愛知県', '福岡県', '北海道']

/** Prices in minor units of US dollars. */
export const products = [
  { key: 'donabe', en: 'Iga donabe, size 8', ja: '伊賀土鍋 8号', price: 89_00 },
  { key: 'board', en: 'Hinoki cutting board, large', ja: 'ひのきのまな板 大', price: 64_00 },
  { key: 'tamagoyaki', en: 'Tamagoyaki pan, copper', ja: '銅の玉子焼き器', price: 112_00 },
  { key: 'santoku', en: 'Santoku knife, 165 mm', ja: '三徳包丁 165mm', price: 148_00 },
  { key: 'nakiri', en: 'Nakiri knife, 165 mm', ja: '菜切包丁 165mm', price: 132_00 },
  { key: 'kettle', en: 'Nambu iron kettle', ja: '南部鉄瓶', price: 176_00 },
  { key: 'canister', en: 'Kyoto tea canister', ja: '京の茶筒', price: 58_00 },
  { key: 'teapot', en: 'Tokoname teapot', ja: '常滑焼の急須', price: 72_00 },
  { key: 'steamer', en: 'Bamboo steamer, two tiers', ja: '竹せいろ 二段', price: 42_00 },
  { key: 'suribachi', en: 'Suribachi with pestle', ja: 'すり鉢とすりこぎ', price: 36_00 },
] as const

export type Product = (typeof products)[number]
