/** What a template may ask for, in double braces; the same words everywhere. What is not known stays, and stops the sending. */
export const placeholders = ['customer.name', 'agent.name', 'number', 'order.number', 'tracking'] as const
export type Placeholder = (typeof placeholders)[number]
export const placeholder = /\{\{\s*([\p{L}\p{N}_.]+)\s*\}\}/gu
export function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name)
}
