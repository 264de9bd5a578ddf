/** Words the sample's brand does not say, or not without a second thought. */
export const checkedWords = [
  {
    kind: 'forbidden',
    word: '絶対',
    why: '断言は、届かなかったときにお約束違反になります。',
    instead: '通常は…の見込みです',
  },
  {
    kind: 'forbidden',
    word: '一生使え',
    why: '耐用年数を保証する表現は使いません。',
    instead: 'お手入れしながら長くお使いいただけます',
  },
  {
    kind: 'forbidden',
    word: '抗菌',
    why: '試験で裏付けた商品以外には使えません（景品表示法）。',
    instead: '水はけがよく、乾きやすい',
  },
  {
    kind: 'forbidden',
    word: 'guaranteed delivery',
    why: 'Carriers give us estimates, not guarantees.',
    instead: 'usually arrives by',
  },
  {
    kind: 'warning',
    word: '全額返金',
    why: '送料の扱いを確認してから案内します。',
    instead: '商品代金の返金',
  },
  {
    kind: 'warning',
    word: 'dishwasher safe',
    why: 'True only of the steel range; wooden tools must be washed by hand.',
    instead: 'safe to wash by hand with mild soap',
  },
] as const
