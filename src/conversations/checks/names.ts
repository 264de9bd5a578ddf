import { ownTextOf } from './own-text.ts'

/** Somebody addressed at the beginning: the name, and the words it stands in. */
export type Addressed = { name: string; found: string }

const greetsEn =
  /^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))[ ,]+(?:(?:mr|mrs|ms|mx|miss|dr|prof)\.? )?([\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,3})\s*[,!:.—–-]?$/iu
const greetsJa =
  /^(?:[^\s、。]*(?:株式会社|会社|合同会社)[^\s、。]*\s)?([\p{Script=Han}々ヶ\p{Script=Katakana}ー\p{Script=Hiragana}]{1,12}(?:[\s・][\p{Script=Han}々ヶ\p{Script=Katakana}ー\p{Script=Hiragana}]{1,12})?|[\p{Lu}][\p{L}.-]*(?: [\p{Lu}][\p{L}.-]*){0,3})\s?(?:様|さま|さん)(?=$|[\s、,。])/u
const nobodyEn = new Set(
  'customer,sir,madam,there,all,team,everyone,everybody,friend,valued,folks,again,shopper,guest,both'.split(
    ',',
  ),
)
// 〇〇様 is a place left to be filled in, which is another finding.
const nobodyJa =
  /^(?:お?客|皆|みな|各位|ご?担当者?|ご?購入者|会員|お取引先|関係者|ご?注文者|ゲスト|ユーザー|オーナー|奥|お子|神)$|者$|[〇○◯●]{2}/u

/** Whom a text greets in its first lines. */
export function addressedIn(text: string): Addressed[] {
  const lines = ownTextOf(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3)
  return lines.flatMap((found) => {
    const line = found.normalize('NFKC')
    const ja = greetsJa.exec(line)?.[1]
    if (ja !== undefined) return nobodyJa.test(ja.replaceAll(/\s/gu, '')) ? [] : [{ name: ja, found }]
    const en = greetsEn.exec(line)?.[1]
    if (en === undefined) return []
    return en.split(/\s+/).some((one) => nobodyEn.has(one.toLowerCase().replace(/\W+$/, '')))
      ? []
      : [{ name: en, found }]
  })
}

/**
 * Whether a name may be one of those known: a family name alone, a given name alone or a short form are. Names in different scripts
 * cannot be compared, and so say nothing.
 */
export function mayBe(name: string, known: readonly string[]): boolean {
  const kind = scriptOf(name)
  const comparable = known.filter((one) => scriptOf(one) === kind)
  if (comparable.length === 0) return true
  return comparable.some((one) => (kind === 'latin' ? sharesLatin : sharesJapanese)(name, one))
}

function scriptOf(name: string): 'latin' | 'han' | 'kana' | 'other' {
  if (/\p{Script=Han}/u.test(name)) return 'han'
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return 'kana'
  return /\p{Script=Latin}/u.test(name) ? 'latin' : 'other'
}

function sharesLatin(one: string, other: string): boolean {
  const parts = (name: string) =>
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((part) => part.length > 1)
  const theirs = parts(other)
  // Alex is Alexander; two letters are too few to say.
  const isLike = (a: string, b: string) => a === b || (Math.min(a.length, b.length) > 2 && near(a, b))
  return parts(one).some((part) => theirs.some((known) => isLike(part, known)))
}

const near = (a: string, b: string) => a.startsWith(b) || b.startsWith(a)

// The same names, written with the character of the register.
const variants: Record<string, string> = {
  髙: '高',
  﨑: '崎',
  澤: '沢',
  邊: '辺',
  邉: '辺',
  齋: '斎',
  斉: '斎',
  齊: '斎',
  濵: '浜',
  濱: '浜',
  國: '国',
}

function sharesJapanese(one: string, other: string): boolean {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .replaceAll(/[髙﨑澤邊邉齋斉齊濵濱國]/gu, (sign) => variants[sign] ?? sign)
      .replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
  const family = (name: string) => plain(name).split(/[\s・]+/u)[0] ?? ''
  const whole = (name: string) => plain(name).replaceAll(/[\s・]/gu, '')
  const [a, b] = [whole(one), whole(other)]
  return a.includes(b) || b.includes(a) || a.startsWith(family(other)) || b.startsWith(family(one))
}
