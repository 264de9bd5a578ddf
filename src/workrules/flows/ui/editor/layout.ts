import type { Graph } from './draft.ts'

const wide = 268
const high = 172

/** Where each step is drawn that nobody has put anywhere: rows by how far it is from the start, beside each other in the order of the ways. */
export function layout(graph: Graph): Map<string, { x: number; y: number }> {
  const depth = depths(graph)
  const rows = new Map<number, string[]>()
  for (const [id, row] of depth) rows.set(row, [...(rows.get(row) ?? []), id])
  const places = new Map<string, { x: number; y: number }>()
  for (const [row, ids] of rows)
    for (const [at, id] of ids.entries())
      places.set(id, { x: (at - (ids.length - 1) / 2) * wide, y: row * high })
  for (const { id, at } of graph.steps) if (at) places.set(id, at)
  return places
}

/** The longest way to each step that does not come by one again; what no way leads to stands below. */
function depths(graph: Graph): Map<string, number> {
  const byId = new Map(graph.steps.map((one) => [one.id, one]))
  const depth = new Map<string, number>()
  const visit = (id: string, row: number, path: ReadonlySet<string>) => {
    const step = byId.get(id)
    if (!step || path.has(id) || (depth.get(id) ?? -1) >= row) return
    depth.delete(id)
    depth.set(id, row)
    for (const next of new Set(Object.values(step.next))) visit(next, row + 1, new Set([...path, id]))
  }
  visit(graph.start, 0, new Set())
  const last = Math.max(0, ...depth.values())
  for (const { id } of graph.steps) if (!depth.has(id)) depth.set(id, last + 1)
  return depth
}
