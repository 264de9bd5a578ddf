import { fromCursor, toCursor } from '#platform/cursor.ts'

/** Where a list ordered by id goes on. */
export function afterId(cursor: string | undefined): number {
  return Number(fromCursor(cursor, 1)?.[0] ?? 0)
}

/** Cuts the one row read too many off and makes of it the way to the next page. */
export function pageById<T extends { id: number }>(rows: T[], limit: number) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? toCursor([last.id]) : null }
}
