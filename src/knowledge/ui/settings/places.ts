import type { Category } from '../words.ts'

export type Way = 'up' | 'down' | 'in' | 'out'
type Place = { parentId: number | null; beforeId: number | null }
type Standing = Pick<Category, 'id' | 'parentId'>

/** Where a category goes by one step of the arrows; nothing where there is no further place. */
export function placeOf(categories: readonly Standing[], id: number, way: Way): Place | undefined {
  const category = categories.find((one) => one.id === id)
  if (!category) return undefined
  const { parentId } = category
  const beside = categories.filter((one) => one.parentId === parentId)
  const at = beside.indexOf(category)
  if (way === 'up') {
    const above = beside[at - 1]
    return above && { parentId, beforeId: above.id }
  }
  if (way === 'down') return beside[at + 1] && { parentId, beforeId: beside[at + 2]?.id ?? null }
  if (way === 'out') {
    if (parentId === null) return undefined
    const first = categories.filter((one) => one.parentId === null)
    const next = first[first.findIndex((one) => one.id === parentId) + 1]
    return { parentId: null, beforeId: next?.id ?? null }
  }
  const above = beside[at - 1]
  const holdsOthers = categories.some((one) => one.parentId === id)
  return parentId === null && above && !holdsOthers ? { parentId: above.id, beforeId: null } : undefined
}
