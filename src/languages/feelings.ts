// What a customer says when they want a person or are upset. Handing over once too often costs a person's minute; once too seldom costs a
// customer, so these are generous. Lists in both languages, read by the bot and by rules.

/** Asking for a person. A friend (友人) or somebody (個人, 本人) is none of ours. */
const forPerson: readonly RegExp[] = [
  /(?<![友個本他別老婦夫商主法役軍外大])人(?:間)?(?:に|と|へ)(?:代|変|替|換|かわ|繋|つな|話|お話|直接|対応|相談|聞)/,
  /人間(?:の|を|が|と|に|へ|お願い|希望|出)|生身の|有人(?:対応|チャット|窓口|で|に)/,
  /担当(?:者|の方|の人)?(?:に|と|へ|を|を呼|と直接)(?:代|変|替|かわ|繋|つな|話|お話|出|呼|お願い|直接|連絡|相談|聞)/,
  /^(?:担当者?|オペレーター?|スタッフ|店員|責任者|上司|店長|人間?)(?:の方|さん)?(?:(?:を|に|と)?(?:お願い|希望)(?:します|いたします|したい(?:です)?)?)?[。!！\s]*$/,
  /オペレータ|(?:スタッフ|店員|係)(?:の方|の人|さん)?(?:に|と|へ)(?:代|変|替|かわ|繋|つな|話|お話|直接|相談)/,
  /(?:責任者|上司|店長|上の(?:人|者|方))(?:に|と|へ|を)/,
  /(?:ボット|ロボット|自動応答|ai|機械)(?:じゃ|では|は)(?:な[いく]|嫌|いや|結構|話にな)/,
  /\b(?:(?:real|live|actual|human) (?:person|agent|being|representative|support)|human|humans|agent|agents|representative|supervisor|operator)\b/,
  /\b(?:speak|talk|chat|connect(?: me)?|transfer(?: me)?|put me|pass me|get me|escalate|switch)\b.{0,30}\b(?:to|with|through|over)?\b.{0,12}\b(?:person|people|someone|somebody|human|staff|team|manager|advisor|adviser|employee)\b/,
  /\b(?:your|the|a) manager\b|\b(?:manager|person|staff) please\b|^(?:person|staff|manager)[.!\s]*$/,
  /\bnot (?:a )?(?:bot|robot|machine)\b|\bstop the bot\b/,
]

const upset: readonly RegExp[] = [
  /ふざけ(?:る|ん)な|ふざけて|いい加減に|いいかげんに|最悪|最低|詐欺|訴え|弁護士|消費者センター|消費生活センター|警察/,
  /許せ(?:ない|ません)|許さない|怒って|怒り|腹が立|腹立|頭に(?:き|来)|二度と(?:買|利用|使|頼)|馬鹿に|バカに|ばかに|話になら|役に立た/,
  /(?:返金|対応|連絡|返事|早く)しろ|何度(?:も)?(?:言|聞か|問い合わせ|連絡)|責任を?(?:取|と)|ひど(?:い|すぎ)対応|がっかり|失望|呆れ|あきれ|クレーム/,
  /\b(?:ridiculous|unacceptable|outrageous|scam|scammers?|fraud|lawyer|lawsuit|sue you|furious|angry|pissed|useless|disgusting|disgraceful|appalling|pathetic|liars?|wtf|bullshit|f+u+c+k\w*|rip-?off)\b/,
  /\b(?:terrible|horrible|awful|worst|shocking)\b.{0,30}\b(?:service|experience|company|shop|store|support|ever)\b/,
  /\b(?:fed up|sick of|how many times|waste of (?:time|money)|never (?:buy|buying|order|ordering|shop)(?:ing)? .{0,20}again|report you|chargeback|small claims)\b/,
]

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/[’‘]/g, "'").trim()
const anyOf = (patterns: readonly RegExp[], text: string) => patterns.some((one) => one.test(text))
// Beyond this a text is a story, and words in it say little.
const longestRead = 2_000

export function wantsPerson(text: string): boolean {
  return anyOf(forPerson, plain(text.slice(0, longestRead)))
}

export function isUpset(text: string): boolean {
  const said = text.slice(0, longestRead)
  const letters = said.replaceAll(/[^a-z]/gi, '')
  const isShouted = letters.length >= 20 && letters.replaceAll(/[a-z]/g, '').length > letters.length * 0.8
  return isShouted || anyOf(upset, plain(said))
}
