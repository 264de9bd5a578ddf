/** Characters that one of the two languages writes and the other does not, for text without any kana. */

// Made or simplified in Japan, otherwise than in China.
const japanese = new Set(
  '込枠峠働畑匂辻圧囲壱栄営駅円塩応桜殴穏価壊絵拡覚楽渇勧歓観気帰戯犠拠挙郷暁勲恵渓経継鶏撃倹剣圏検県険顕験厳広効鉱済斎剤雑産賛歯児実釈収従渋獣縦粛処緒奨畳縄壌嬢譲醸穂髄斉摂専戦銭繊荘捜挿巣総騒増蔵臓続対帯滝択沢弾遅鋳庁徴聴逓鉄転伝闘徳読弐悩脳覇拝廃売発髪抜浜変辺豊訳様謡頼覧竜猟涙塁隷霊齢歴録亀払仮図',
)
// Written only in Chinese, simplified or traditional, or words that Japanese does not have.
const chinese = new Set(
  '这们吗么说谢请问货发订单还为时对过给让买卖两从东车书电话钱门间题应该进运张师业务产实际换个开关现见长您你妳她它哪呢吧啊怎很們嗎麼說這還沒對賣買會東車書電話錢門間題應該進運張師業務產實際換個開關現見長後點裡裏喔啦咪给',
)

/** More than zero: signs of Japanese; less: signs of Chinese; zero: nothing decides. */
export function kanjiLean(text: string): number {
  let lean = 0
  for (const character of text) {
    if (character < '\u3400') continue
    if (japanese.has(character)) lean += 1
    else if (chinese.has(character) && !sharedWithJapanese.has(character)) lean -= 1
  }
  return lean
}

// Traditional characters that Japanese has kept as well.
const sharedWithJapanese = new Set('車書電話門間題進運師業務際換個開関見長後裏東買会')
