import type { FlowPage } from '../contract.ts'

type Exported = { name: string; graph: FlowPage['draft'] }
const mark = 'engawa-flow'

/** A flow as a file that another desk takes in. */
export const exportedOf = ({ name, draft }: Pick<FlowPage, 'name' | 'draft'>): string =>
  `${JSON.stringify({ format: mark, version: 1, name, graph: draft }, null, 2)}\n`

/** What such a file holds; the desk looks at it closely when it is sent. */
export function readExported(text: string): Exported | undefined {
  try {
    const { format, name, graph } = JSON.parse(text) as Partial<Exported & { format: string }>
    return format === mark && typeof name === 'string' && typeof graph === 'object'
      ? { name: name.slice(0, 100), graph }
      : undefined
  } catch {
    // Not JSON at all.
    return undefined
  }
}
