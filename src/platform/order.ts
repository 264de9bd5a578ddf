/** A list with one more in it: before the one named, or last. */
export function inserted(ids: readonly number[], id: number, beforeId: number | null): number[] {
  const place = beforeId === null ? -1 : ids.indexOf(beforeId)
  return place < 0 ? [...ids, id] : [...ids.slice(0, place), id, ...ids.slice(place)]
}
