export type Way = 'up' | 'down' | 'in' | 'out'
export type Place = { parentId: number | null; beforeId: number | null }
export type Standing = { id: number; parentId: number | null }

/** Where one of a tree goes by one step of the arrows; nothing where there is no further place or the tree would become too deep. */
export function placeOf(
  all: readonly Standing[],
  id: number,
  way: Way,
  levels: number = 2,
): Place | undefined {
  const moved = all.find((one) => one.id === id)
  if (!moved) return undefined
  const { parentId } = moved
  const beside = all.filter((one) => one.parentId === parentId)
  const at = beside.indexOf(moved)
  const above = beside[at - 1]
  if (way === 'up') return above && { parentId, beforeId: above.id }
  if (way === 'down') return beside[at + 1] && { parentId, beforeId: beside[at + 2]?.id ?? null }
  if (way === 'in') {
    const fits = depthOf(all, moved) + heightOf(all, id) < levels
    return above && fits ? { parentId: above.id, beforeId: null } : undefined
  }
  const parent = all.find((one) => one.id === parentId)
  if (!parent) return undefined
  const uncles = all.filter((one) => one.parentId === parent.parentId)
  return { parentId: parent.parentId, beforeId: uncles[uncles.indexOf(parent) + 1]?.id ?? null }
}

/** On which level it stands, the first being 0. */
export function depthOf(all: readonly Standing[], one: Standing): number {
  const parent = all.find(({ id }) => id === one.parentId)
  return parent ? depthOf(all, parent) + 1 : 0
}

/** How many levels it takes with those below it. */
export function heightOf(all: readonly Standing[], id: number): number {
  const below = all.filter((one) => one.parentId === id)
  return 1 + Math.max(0, ...below.map((one) => heightOf(all, one.id)))
}
