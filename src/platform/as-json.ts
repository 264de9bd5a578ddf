/**
 * Text for PostgreSQL's json types. What its text type cannot hold is left out or replaced, since a customer's message must not fail for
 * it: NUL, and halves of characters (a lone surrogate), as a text cut after so many units has at its end.
 */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? storable(one) : one))
}

/** The text as PostgreSQL can store it. */
function storable(text: string): string {
  const whole = text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}
