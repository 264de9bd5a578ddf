import { sentencesIn } from './own-text.ts'

const says = {
  ja: /添付|同封(?:し|いた|致|の(?:とおり|通り|ファイル|資料|書類|写真|画像))/u,
  en: /\b(?:(?:is|are|have|['’]ve|has|please find|find|see|the|an?|as|i|we|file|photo|picture|document|label|form)[ :]+(?:\w+ ){0,2}?)?(?:attached|attachments?|enclosed|attaching|enclosing)\b|\b(?:i|we)(?: ['’]?\w+)? (?:attach|enclose)\b/iu,
}

// Not what we send along: asked of the customer, sent by them, said not to be there, or lying in a parcel.
const not = {
  ja: [
    /(?:ご|御)(?:添付|同封)/u,
    /(?:添付|同封)(?:して|を)?(?:いただ|頂|くださ|下さ|お願|の上|のうえ)/u,
    /(?:いただ|頂|くださ|下さ)[^。、]{0,12}添付/u,
    /(?:添付|同封)[^。、]{0,12}(?:ありません|ございません|ない|不要|なし|無し|できません|できかね|いたしません|しません|せず|要りません|いりません)/u,
    /(?:商品|荷物|小包|箱|製品|本体|パッケージ|梱包|包み)[^。、]{0,12}(?:添付|同封)/u,
  ],
  en: [
    /\b(?:no|not|without(?: an?| any)?|nothing|never|any|\w+n['’]t)(?: \w+){0,3} (?:attach|enclos)/iu,
    /\b(?:attach|enclos)\w*(?: \w+)? (?:is|are|was|were)(?: not|n['’]t)\b/iu,
    /\byou(?:r|['’]ve)?(?: \w+){0,3} (?:attach|enclos)/iu,
    /\bplease (?:attach|enclose)\b/iu,
    /\battached (?:firmly |securely )?(?:to|with|by|on) (?!(?:this|my|the|our) (?:e-?mail|mail|message|reply))/iu,
    /\benclosed (?:in|with|inside) (?:the|your|each|every) (?:box|parcel|package|order|delivery|shipment)/iu,
  ],
}

/** The words by which a text says that something is sent along with it; undefined when it says nothing of the kind. */
export function saysAttached(own: string): string | undefined {
  for (const sentence of sentencesIn(own)) {
    const language = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sentence) ? 'ja' : 'en'
    if (not[language].some((one) => one.test(sentence))) continue
    if (says[language].test(sentence)) return sentence
  }
  return undefined
}
