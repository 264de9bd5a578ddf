// What a customer says when they want a person or are upset. Handing over once too often costs a person's minute; once too seldom costs a
// customer, so these are generous: but it is phrases that count, not words. A cleaning agent is no agent, and 最低 is most often a least number.
// Lists in both languages, read by the bot and by rules.

/** What makes of 「担当者に」 a wish, and not a story of whom one has spoken to. */
const wish =
  '[^。]{0,14}(?:たい|て(?:くだ|下さ|ほし|欲し|もら|いただ|頂|くれ)|で(?:くだ|下さ|ほし|欲し|もら|いただ|頂|くれ)|お願い|希望|できま|可能|[れせ]ま(?:す|せん)か|[れせ]る|て$|で$|て[。!！]|で[。!！])'
const reach = '(?:代|変|替|換|かわ|繋|つな|話|お話|直接|対応|相談|連絡|聞|訊|チャット)'
const staff =
  '(?:担当(?:者|の方|の人)?|オペレーター?|スタッフ|店員|係(?:員|の方|の人)?|責任者|上司|店長|マネージャー?|上の(?:人|者|方))(?:の方|の人|さん)?'

const inJapanese: readonly RegExp[] = [
  // A friend (友人) or somebody (個人, 本人) is none of ours.
  new RegExp(`(?<![友個本他別老婦夫商主法役軍外大])人(?:間)?(?:に|と|へ)${reach}${wish}`),
  new RegExp(`${staff}(?:に|と|へ|を|から)(?:直接)?(?:${reach}|出|呼|回)${wish}`),
  new RegExp(
    `^(?:${staff}|人間?)(?:(?:を|に|と)?(?:出して|呼んで|代わって|お願い|希望)(?:ください|下さい|します|いたします|したい(?:です)?)?)?[。!！\\s]*$`,
  ),
  new RegExp(`${staff}(?:を|は)?(?:お願い|希望|いま(?:す|せん)か|いないの)`),
  /人間(?:の(?:方|人|担当|オペ|スタッフ|対応|サポート)|を(?:出|呼|お願い)|と(?:直接|話|チャット|やり)|が(?:対応|答|返)|お願い|希望|出して)/,
  /生身の|有人(?:対応|チャット|窓口|で|に)/,
  /(?:ボット|ロボット|自動応答|自動返信|ai)(?:じゃ|では|は|と)(?:な[いく]|嫌|いや|結構|話にな)/,
  /機械(?:じゃ|では)なく(?:て|、)*(?:人|担当|オペ|スタッフ)|機械(?:は|と話すのは)(?:嫌|いや|結構)/,
]

const someone =
  '(?:person|people|someone|somebody|anyone|anybody|humans?|agents?|rep|reps|representatives?|staff|team|manager|supervisor|advis[oe]r|operator|employee|customer (?:service|support|care)|support)'
const ours =
  '(?:human|agent|rep|representative|supervisor|manager|operator|(?:real|live|actual|human) (?:person|human|agent|being|representative|rep|operator))'
// Nothing else may stand between: a travel agent and a shipping agent are somebody else's.
const which =
  '(?:(?:a|an|the|your|you|any|some|one|of|in|from|real|live|actual|human|another|different|proper|higher|senior|customer|service|services|support|care|sales|member) )*'

const inEnglish: readonly RegExp[] = [
  new RegExp(
    `^(?:hi|hello|hey|please|ok|no)?[,. ]*(?:${which})?(?:person|${ours}|staff|agent,? agent)(?:,? (?:please|pls|now|asap))*[.! ]*$`,
  ),
  new RegExp(
    `\\b(?:speak|speaking|talk|talking|chat|chatting|connect(?: me)?|connected|transfer(?: me)?|transferred|put me|pass me|get me|switch(?: me)?|hand me over|forward me) (?:directly )?(?:(?:to|with|through|through to|over to) )?${which}${someone}\\b`,
  ),
  new RegExp(
    `\\b(?:need|want|prefer|request|requesting|demand|give me|get me|get|ask for|have|call|fetch|bring|where's|where is|like) (?:to have )?${which}${ours}\\b(?! (?:hair|body|size|made|error|consumption))`,
  ),
  new RegExp(
    `\\b(?:is|are) there ${which}(?:humans?|agents?|representatives?|operators?|(?:anyone|someone|somebody|person|people) (?:real|there|here|available|i can|who can|to (?:talk|speak|help)))\\b`,
  ),
  /\b(?:real|live|actual|human) (?:person|agent|being|representative|rep|support)\b|\b(?:live|human) (?:chat|help)\b|\bcustomer service please\b/,
  /\bescalate\b|\bput me through\b|\b(?:manager|supervisor|person|agent|human|representative),? (?:please|now)\b/,
  /\bnot (?:to )?(?:an? |this |with a )?(?:bot|robot|machine|ai)\b(?![ -]?wash)|\bno (?:more )?(?:bots?|robots?)\b|\bstop the bot\b|\b(?:don't|do not) want (?:to (?:talk|speak|chat) (?:to|with) )?(?:a |an? |this )?(?:bot|robot|machine|ai)\b/,
]

const forPerson = [...inJapanese, ...inEnglish]

// Not just anybody: whoever stands above.
const forManager: readonly RegExp[] = [
  /(?:責任者|上司|店長|マネージャー?|管理者|上の(?:人|者|方))(?:の方|の人|さん)?(?:に|と|へ|を|から|は|$)/,
  /\b(?:speak|talk|connect(?:ed)?|transfer(?:red)?|put through|get me|want|need|ask for|escalate|like) .{0,30}\b(?:manager|supervisor|(?:someone|somebody|person) (?:higher|senior|in charge|above)|higher[- ]up)\b|\b(?:your|a|the) (?:manager|supervisor)\b(?=.{0,12}(?:please|now|call|contact|reply|\?))|^(?:manager|supervisor)[.!? ]*$|\bescalate (?:this|my|it)\b/,
]

const upset: readonly RegExp[] = [
  /ふざけ(?:る|ん)な|ふざけて|いい加減に|いいかげんに|詐欺|訴え(?:る|ます|たい|て)|消費者センター|消費生活センター/,
  /最低(?:(?:です|だ)(?![かけっ])|な(?:対応|店|会社|サービス|ショップ|業者|気分)|の(?:対応|店|会社|サービス|ショップ|接客|業者)|すぎ|[。!！]|$)/,
  /最悪(?:(?:です|だ)(?![かけっ])|な(?:対応|店|会社|サービス|気分)|の(?:対応|店|会社|サービス|ショップ|接客|気分|業者)|すぎ|[。!！]|$)/,
  /弁護士(?:に|を|と|から)(?:相談|立て|通|連絡|依頼)|警察(?:に|へ)(?:通報|訴|行|相談|言|届け(?!物|出))/,
  /許せ(?:ない|ません)|許さない|怒って|怒り|腹が立|腹立|頭に(?:き|来)|二度と(?:買|利用|使|頼)|馬鹿に|バカに|ばかに|話になら|役に立た/,
  /(?:返金|対応|連絡|返事|早く)しろ|何度(?:も)?(?:言|聞か|問い合わせ|連絡)|責任を?(?:取れ|取って|とれ|とって)|ひど(?:い|すぎ)対応|がっかり|失望|呆れ|あきれ|クレーム(?!では|じゃ)/,
  /\b(?:ridiculous|unacceptable|outrageous|scam|scammers?|scammed|furious|livid|pissed|disgusting|disgraceful|appalling|pathetic|liars?|wtf|bullshit|f+u+c+k\w*|rip-?off)\b/,
  /\b(?:my|a|our) lawyers? (?:will|is|are|has|have)\b|\b(?:call|calling|contact|contacting|from|involve|get) (?:my|a|our) (?:lawyer|attorney|solicitor)|\b(?:lawsuit|legal action|sue you|suing|take you to court)\b/,
  /\b(?:i'm|i am|we're|we are|getting|very|really|so|extremely) (?:\w+ ){0,2}(?:angry|outraged|disgusted|fuming)\b|\b(?:this is|you are|you're|it's) (?:a |an |total |complete |pure )*(?:fraud|theft|joke)\b/,
  /\b(?:you|you're|are|is|this|it's|bot|totally|completely|absolutely|so) useless\b|\buseless (?:bot|service|support|company|answers?|help|shop|store)\b/,
  /\b(?:terrible|horrible|awful|worst|shocking)\b.{0,30}\b(?:service|experience|company|shop|store|support|ever)\b/,
  /\b(?:fed up|sick of|waste of (?:time|money)|never (?:buy|buying|order|ordering|shop)(?:ing)? .{0,20}again|report you|chargeback|small claims)\b/,
  /\bhow many (?:more )?times (?:do|must|did|should|have|am) i\b/,
]

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/[’‘]/g, "'").trim()
const anyOf = (patterns: readonly RegExp[], text: string) => patterns.some((one) => one.test(text))
// Beyond this a text is a story, and words in it say little.
const longestRead = 2_000

export function wantsPerson(text: string): boolean {
  return anyOf(forPerson, plain(text.slice(0, longestRead)))
}

/** Whether somebody asks for whoever stands above the agents: a reason for writing of its own. */
export function wantsManager(text: string): boolean {
  const said = plain(text.slice(0, longestRead))
  return (
    anyOf(forManager, said) &&
    (anyOf(forPerson, said) ||
      /お願い|たい|出して|出せ|ください|下さい|escalat|please|want|need|speak|talk/.test(said))
  )
}

export function isUpset(text: string): boolean {
  const said = text.slice(0, longestRead)
  const letters = said.replaceAll(/[^a-z]/gi, '')
  const isShouted = letters.length >= 20 && letters.replaceAll(/[a-z]/g, '').length > letters.length * 0.8
  return isShouted || anyOf(upset, plain(said))
}
