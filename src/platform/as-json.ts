/**
 * Text for PostgreSQL's json types. What its text type cannot hold is left out or replaced, since a customer's message must not fail for
 * it: NUL, and halves of characters (a lone surrogate), as a text cut after so many units has at its end.
 */
export function asJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Both are written as escapes (ECMA-262, well-formed JSON.stringify), and hardly ever there: looking costs less than going through all.
  return /\\u(?:0000|d[89a-f])/.test(json) ? JSON.stringify(value, storable) : json
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value
}
