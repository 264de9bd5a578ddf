import { z } from 'zod'

type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
  format?: string
  pattern?: string
}

/** The least a schema takes: a body or query that gets past the border, for tests that want to know what lies behind it. */
export function exampleOf(schema: z.ZodType | undefined): unknown {
  if (!schema) return undefined
  return example(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)
}

function example(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return example(schema.anyOf[0])
  if (schema.type === 'object') {
    const needed = (schema.required ?? []).map((name) => [name, example(schema.properties?.[name] ?? {})])
    return Object.fromEntries(needed)
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => example(schema.items ?? {}))
  if (schema.type === 'boolean') return true
  if (schema.type === 'string') return text(schema)
  return Math.max(1, schema.minimum ?? 1)
}

function text({ format, pattern, minLength }: Schema): string {
  if (format === 'email') return 'somebody@example.com'
  if (format === 'uri') return 'https://shop.example'
  if (format === 'date-time') return '2030-01-01T00:00:00Z'
  if (pattern?.includes('#')) return '#000000'
  return 'x'.repeat(Math.max(1, minLength ?? 1))
}
