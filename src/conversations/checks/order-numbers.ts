// Digits with letters before them, as most shops number: #1042, HK-100231, 250-1234567-1234567.
const usual = /(?<![\p{L}\p{N}-])#?[A-Za-z]{0,5}-?(?:\d{4,12}|\d{3,12}(?:-\d{3,8}){1,2})(?![\p{L}\p{N}-])/gu

/**
 * What in a text looks like an order's number. A brand says how its numbers look by examples (HK-100231): each digit stands for any digit,
 * everything else for itself.
 */
export function orderNumbersIn(text: string, examples: string): string[] {
  const plain = text.normalize('NFKC')
  const shapes = examples
    .normalize('NFKC')
    .split(/[\s,、]+/u)
    .filter((one) => /\d/.test(one))
  const found = shapes.length === 0 ? plain.matchAll(usual) : plain.matchAll(shapeOf(shapes))
  return [...new Set([...found].map(([whole]) => whole))].slice(0, 50)
}

function shapeOf(examples: readonly string[]): RegExp {
  const shapes = examples.map((one) =>
    one.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\d/g, String.raw`\d`),
  )
  return new RegExp(String.raw`(?<![A-Za-z0-9])(?:${shapes.join('|')})(?![A-Za-z0-9])`, 'giu')
}
