import type { PlainLine } from '../html/html-to-plain.ts'

type Kind = 'quote' | 'signature' | null

const longestSignature = 20
const deepest = 80
const longestLine = 1000
const delimiter = /^(?:-- ?|—|– ?–|__)$/
const ruled =
  /^[\s　]*(?:[-=_*＊━─═☆★◆◇■□●○◎∞～~〜♪・.+:;…＋┏┗┛┓┳┻‥⌒∽〓#＃*°'｡｡⋆✦✧❀✿❁♡♥❤＝―ー－/\\|｜][\s　]?){4,}[\s　]*$/u
const boxed =
  /^[\s　]*[-=_*＊━─═☆★◆◇■□●○∞～~〜♪＋┏┗=＝―ー－]{3,}.{1,40}[-=_*＊━─═☆★◆◇■□●○∞～~〜♪＋┓┛=＝―ー－]{3,}[\s　]*$/u
const sentFrom =
  /^[\s　[(（「]*(?:sent (?:from|via|using|with) (?:my |an? |the )?(?:[\p{L}\p{N}®™'’.!/&()+-]+ ?){1,6}|get outlook for (?:ios|android|mac)|(?:iphone|ipad|ipod touch|android|galaxy|xperia|aquos|スマートフォン|携帯|docomo|au|softbank|ソフトバンク|ドコモ)[^。、]{0,24}から(?:の)?送信(?:しました|され(?:た|ました))?|(?:ios|android)\s?(?:用|版)\s?outlook\s?(?:を|の)(?:入手|取得|ダウンロード).{0,12}|outlook for (?:ios|android) ?(?:を入手|<.*>)|[\p{L}\p{N}! ！]{2,24}(?:から|より)送信(?:されました|しました|された(?:メール|メッセージ)です)?|envoyé (?:de|depuis|à partir de|avec) ?[\p{L}\p{N} .'’-]{2,40}|von meinem [\p{L}\p{N} -]{2,40} gesendet|gesendet (?:von|mit)[\p{L}\p{N} -]{2,40}|enviado (?:desde|do|de|a partir)[\p{L}\p{N} -]{2,40}|inviato (?:da|dal)[\p{L}\p{N} '’-]{2,40}|verzonden (?:vanaf|vanuit|met)[\p{L}\p{N} -]{2,40}|skickat från[\p{L}\p{N} -]{2,40}|sendt fra[\p{L}\p{N} -]{2,40}|lähetetty[\p{L}\p{N} -]{2,40}|wysłan[eo] z[\p{L}\p{N} -]{2,40}|отправлено (?:с|из)[\p{L}\p{N} -]{2,40}|发自我的.{2,30}|從我的.{2,20}(?:傳送|寄出)|나의 .{2,20}에서 보냄)[\s.。]*(?:<[^>]{1,200}>)?[\s)）\]」.]*$/iu
const contact =
  /[^\s@]+@[^\s@]+\.\w|https?:\/\/|www\.|(?:tel|fax|phone|mobile)\s*[:：./]?\s*[+(\d]|(?:e-?mail|メール|mail|電話|携帯|tel|fax)\s*[:：／]\s*\S|[℡☎☏]|〒\s*\d{3}|(?:株式|有限|合同|一般社団)(?:会社|法人)|[(（㈱㈲]|(?:\+\d{1,3}[ -]?|\b0)\d[\d ()-]{6,}\d|(?:都|道|府|県|市|区|町|村).{1,20}\d/i
const asks =
  /(?:注文(?:番号|内容)|お問い?合わ?せ(?:内容|番号)|ご用件|質問|order (?:number|no|id)|商品(?:名|番号)|数量|品番|追跡番号|届け先)/i
const disclaimer =
  /^[\s*>"'(【［[]*(?:confidential(?:ity)?(?: notice)?\b|disclaimer\b|this (?:e-?mail|message|communication|transmission)(?: and any| \(|,| is| may| contains| including)|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication)|ce (?:message|courriel|mail)(?: et|,| est| peut)|diese (?:e-?mail|nachricht) (?:enthält|kann|ist|und)|este (?:mensaje|correo|e-?mail)|questa? (?:e-?mail|messaggio)|le informazioni contenute in quest|(?:本|この|当)(?:メール|電子メール|メッセージ|Eメール)(?:は|に|及び|および|の(?:内容|情報|送信者)).{0,80}(?:機密|秘密|宛先|受信者|誤|名宛|守秘|情報))/iu

/** Marks the signature (and what programs and lawyers add) at the end of the sender's own words. Never all of them. */
export function findSignature(lines: PlainLine[], kinds: Kind[], forwardAt = lines.length): void {
  for (const [from, to] of ownStretches(lines, kinds, forwardAt)) {
    const start = signatureStart(lines, from, to)
    if (start !== null && lines.slice(0, start).some((line, at) => kinds[at] === null && line.text.trim())) {
      for (let at = start; at < to; at += 1) kinds[at] = 'signature'
    }
  }
}

/** Signatures stand where own words end for good: before a quotation that runs to the end, or at the end. */
function ownStretches(lines: PlainLine[], kinds: Kind[], forwardAt: number): [number, number][] {
  let end = forwardAt
  const stretches: [number, number][] = []
  while (end > 0 && (kinds[end - 1] !== null || !lines[end - 1]?.text.trim())) end -= 1
  let from = end
  while (from > 0 && kinds[from - 1] === null) from -= 1
  if (end > from) stretches.push([from, end])
  // Below a quotation there may be nothing but a signature; the words above it then end with one as well.
  return stretches
}

function signatureStart(lines: PlainLine[], from: number, to: number): number | null {
  let best: number | null = null
  const consider = (at: number | null): void => {
    if (at !== null && (best === null || at < best)) best = at
  }
  // Further up than this nothing that is found could be a signature.
  let length = spoken(lines, Math.max(from, to - deepest) + 1, to)
  for (let at = Math.max(from, to - deepest); at < to; at += 1) {
    const text = lines[at]?.text ?? ''
    if (at > Math.max(from, to - deepest) && text.trim()) length -= 1
    if (text.length > longestLine) continue
    // What is quickly said is asked first.
    if (text.length < 5 && delimiter.test(text) && length <= longestSignature) consider(at)
    else if (length <= 6 && sentFrom.test(text)) consider(at)
    else if (startsParagraph(lines, at, from) && disclaimer.test(text)) consider(at)
    else if (
      length <= longestSignature &&
      (ruled.test(text) || boxed.test(text)) &&
      isContactBlock(lines, at + 1, to)
    )
      consider(at)
  }
  if (best === null) return null
  let start: number = best
  while (start > from && !lines[start - 1]?.text.trim()) start -= 1
  return start
}

function spoken(lines: PlainLine[], from: number, to: number): number {
  let found = 0
  for (let at = from; at < to; at += 1) if (lines[at]?.text.trim()) found += 1
  return found
}

function startsParagraph(lines: PlainLine[], at: number, from: number): boolean {
  return at > from && !lines[at - 1]?.text.trim()
}

/** Lines below a rule are a signature when they are short, name a way to reach somebody and ask nothing. */
function isContactBlock(lines: PlainLine[], from: number, to: number): boolean {
  let contacts = 0
  let sentences = 0
  let count = 0
  for (let at = from; at < to; at += 1) {
    const text = (lines[at]?.text ?? '').slice(0, longestLine)
    if (!text.trim() || ruled.test(text)) continue
    count += 1
    if (asks.test(text)) return false
    if (contact.test(text)) contacts += 1
    if (isSentence(text)) sentences += 1
  }
  return count > 0 && contacts > 0 && sentences <= Math.floor(count / 4)
}

function isSentence(text: string): boolean {
  if (/[。?？]|(?:です|ます|ください)/.test(text)) return text.length > 12
  return /(?:\p{Ll}{2,}\s+){5,}/u.test(text)
}
