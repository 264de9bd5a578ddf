const personal: readonly [RegExp, string][] = [
  [/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu, '[email]'],
  [/https?:\/\/\S+/gi, '[link]'],
  // Telephone, card, postal and parcel numbers, and orders that are digits alone.
  [/[+(#〒]?\d[\d\s().\-‐–—]{3,}\d/g, '[number]'],
  // Order numbers with letters in front or within: HK-2041, #HK2041, 1Z999AA.
  [/#?\b(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\d[a-z0-9-]*\b/gi, '[number]'],
]

/** A question without addresses, telephone and order numbers. */
export function withoutPersonal(question: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = question.normalize('NFKC').replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
  return personal
    .reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), plain.slice(0, 2_000))
    .replaceAll(/\s+/g, ' ')
    .trim()
}
