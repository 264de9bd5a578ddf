// What a customer writes on the way: an order number, a mail address.

const address =
  /[^\s<>()"',、。：:;；]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+/i
// Letters, a number sign and digits as shops write them: HK-2041, #10234, A1234567. Prices and years are too short, telephone numbers begin with 0.
const numbered = /(?<![\w@./-])#?(?:[A-Z]{1,5}-?)?\d{4,14}(?:-\d{2,14})*(?![\w@%]|円|年|cm|mm|g\b|ml)/gi

export function addressIn(text: string): string | undefined {
  const found = address.exec(text.slice(0, 2_000).normalize('NFKC'))?.[0].toLowerCase()
  return found !== undefined && found.length <= 254 ? found : undefined
}

/**
 * What may be an order number, likeliest first: named as one, then with letters or a sign before it. When it was asked for, digits alone
 * will do; otherwise they are as likely a telephone number.
 */
export function orderNumbersIn(text: string, wasAskedFor: boolean): string[] {
  const said = text.slice(0, 2_000).normalize('NFKC')
  const isNamed = /(?:order|注文|受注|オーダー)\s*(?:no|number|番号|id|#|ナンバー)?/i.test(said)
  return [...said.matchAll(numbered)]
    .map(([found]) => found)
    .filter((one) => /^[#A-Z]/i.test(one) || ((wasAskedFor || isNamed) && !/^0\d{8,}/.test(one)))
    .map((one) => one.replace(/^#/, '').toUpperCase())
}
