import { m } from '#texts'
import { invalid } from './refusal.ts'

/** Packs the sort key of the last row into an opaque word for the next page. */
export function toCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** The sort key a cursor stands for, checked for shape; a cursor not made by us is refused. */
export function fromCursor(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => ['string', 'number'].includes(typeof part))
    )
      return key
  } catch {
    // Falls through to the refusal: broken base64 and broken JSON are the same mistake of the caller.
  }
  throw invalid('cursor', 'cursor_unknown', (locale) => m.platform_cursor_unknown({}, { locale }))
}
