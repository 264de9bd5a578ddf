// Anything in double braces: whatever fills a template in has left it.
const inBraces = /\{\{[^{}\n]{1,100}\}\}/gu
// What is written by hand to be filled in later: 〇〇様, ●●円, [CUSTOMER NAME].
const byHand =
  /[〇○◯●]{2,}(?=様|さま|さん|円|日|月|年|時|分|番|個|点)|\[(?:[A-Z][A-Z]+(?:[ _][A-Z]+)*|(?:customer|your|agent|order|product)[ _](?:name|number|date))\]|【(?:お客様名|お名前|氏名|注文番号|商品名|担当者名|日付)】/gu

/** What nobody has filled in, each once. */
export function unfilledIn(text: string): string[] {
  return [...new Set([...text.matchAll(inBraces), ...text.matchAll(byHand)].map(([whole]) => whole))]
}
