/** What a piece that is taken out is. */
export type PersonalKind = 'name' | 'email' | 'phone' | 'order' | 'address' | 'card' | 'link' | 'number'

/** What is looked for; `it` names the part that goes, and what `except` matches stays. */
export type Find = { kind: PersonalKind; pattern: RegExp; except?: RegExp }

// Written in either width; hyphens come in many shapes, and in Japanese as the mark of a long vowel.
const d = '[0-9０-９]'
const hyphen = '[-‐‑–—ー－−]'
const gap = `(?:${hyphen}|[ 　.])?`
const street =
  '(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Way|Terrace|Close|Crescent|Highway|Hwy)'
const prefecture = '(?:東京都|北海道|京都府|大阪府|[\\p{Script=Han}]{2,3}県)'
const numberWord =
  '(?:order|invoice|tracking|parcel|booking|customer|reference|(?:ご)?注文|受注|伝票|追跡|お?問い?合わせ|お客様|会員|予約|管理)'

const japaneseNobody =
  /^(?:お客|皆|奥|お子|ご担当者?|担当者?|関係者|各位|神|王|何|仏|同|別|一|有|多|仕|ご家族|お母|お父|母|父|貴社|御社|企業|法人)$/
const englishNobody =
  /^(?:customers?|clients?|all|team|sir|madam|sirs|there|everyone|support|friends?|shop|store|colleagues?|sales|staff)\b/i

/** In the order in which they win over one another where they begin at the same place. */
export const patterns: readonly Find[] = [
  {
    kind: 'email',
    pattern: /[A-Za-z0-9._%+'-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:[.．][A-Za-z0-9-]{1,63}){1,6}/g,
  },
  { kind: 'link', pattern: /https?:\/\/[^\s<>「」（）、。]+/gi },
  { kind: 'card', pattern: new RegExp(`(?<!${d})(?:${d}{4}${gap}){3}${d}{1,7}(?!${d})`, 'gu') },
  { kind: 'card', pattern: new RegExp(`(?<!${d})3[47]${d}{2}${gap}${d}{6}${gap}${d}{5}(?!${d})`, 'gu') },
  {
    kind: 'order',
    pattern: new RegExp(
      `${numberWord}\\s*(?:number|no\\.?|id|code|番号|ナンバー|№)?\\s*(?:is|was|[:：#＃は])?\\s*(?<it>[#＃]?(?=[A-Za-z０-９0-9-]*${d})[A-Za-z]{0,5}${hyphen}?${d}[A-Za-z0-9０-９-]{2,})`,
      'giu',
    ),
  },
  { kind: 'order', pattern: new RegExp(`[#＃][A-Za-z]{0,5}${hyphen}?${d}{3,}`, 'gu') },
  { kind: 'order', pattern: /(?<![\p{L}\p{N}])[A-Z]{1,5}-?\d{4,}(?:-\d+)*(?![\p{L}\p{N}])/gu },
  // Domestic and mobile numbers of Japan, then those with a country's code, then America's.
  {
    kind: 'phone',
    pattern: new RegExp(`(?<!${d})[0０]${d}{1,4}${hyphen}${d}{1,4}${hyphen}${d}{3,4}(?!${d})`, 'gu'),
  },
  { kind: 'phone', pattern: new RegExp(`(?<!${d})[0０]${d}{9,10}(?!${d})`, 'gu') },
  { kind: 'phone', pattern: new RegExp(`[+＋]${d}[0-9０-９ 　().（）-]{7,}${d}`, 'gu') },
  { kind: 'phone', pattern: /(?<!\d)\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)/g },
  // A postal code with what follows it, an address from its prefecture to the house, a street with its number.
  {
    kind: 'address',
    pattern: new RegExp(
      `(?:〒[ 　]{0,3})?(?<!${d})${d}{3}${hyphen}${d}{4}(?!${d})(?:[ 　\\n]{0,4}${prefecture}[^\\n。、]*)?`,
      'gu',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `${prefecture}[^\\n。、]{1,30}?(?:${d}|[一二三四五六七八九十]+丁目)[^\\n。、]*`,
      'gu',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `\\b\\d{1,6}[A-Za-z]?\\s+(?:[A-Z][\\w'.]*\\s+){1,4}${street}\\b\\.?(?:,?\\s*(?:Apt|Apartment|Unit|Suite|Flat|#)\\.?\\s*\\w+)?(?:,\\s*[A-Z][\\w']{0,30}(?: [A-Z][\\w']{1,30}){0,3}){0,2}(?:,?\\s*(?:[A-Z]{2}\\s+)?\\d{5}(?:-\\d{4})?)?`,
      'g',
    ),
  },
  { kind: 'address', pattern: /\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b/g },
  { kind: 'address', pattern: /\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\b/g },
  { kind: 'number', pattern: new RegExp(`(?<![\\p{L}0-9０-９.,])${d}{8,}(?!${d})`, 'gu') },
  // Who is written to, who writes, and who is spoken of with respect.
  {
    kind: 'name',
    pattern:
      /(?<=^|[\s　、。「（])(?<it>[\p{Script=Han}\p{Script=Katakana}ー]{1,6}[ 　]?[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{0,6}?)(?=[ 　]?(?:様|さま|殿))/gmu,
    except: japaneseNobody,
  },
  {
    kind: 'name',
    pattern:
      /(?<=^|[\s　、。「（はの])(?<it>[\p{Script=Han}\p{Script=Katakana}ー]{1,6}[ 　]?[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{0,6}?)(?=と申します|ともうします|でございます。?$)/gmu,
  },
  {
    kind: 'name',
    pattern:
      /^(?:dear|hi|hello|hey)[ ,]+(?:Mr|Mrs|Ms|Dr)?\.?\s*(?<it>[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+)*)(?=\s*[,，!.—–-]|\s*$)/gimu,
    except: englishNobody,
  },
  {
    kind: 'name',
    pattern: /\b(?:[Mm]y name is|[Tt]his is|I am|I'm) (?<it>[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+){1,2})/gu,
  },
  { kind: 'name', pattern: /\b(?:Mr|Mrs|Ms|Dr)\.? (?<it>[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+)?)/gu },
  {
    kind: 'name',
    pattern:
      /^(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|thanks|thank you|sincerely|cheers|yours(?: truly| sincerely)?),?\s*\n+(?<it>[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+){0,3})\s*$/gimu,
    except: englishNobody,
  },
]
