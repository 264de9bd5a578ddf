import type { JsonSchema, OpenApi } from '../openapi.ts'

export type Row = { name: string; type: string; isRequired: boolean; note: string; depth: number }

/** The named noun a schema stands for, if any. */
export function nounOf(schema: JsonSchema): string | undefined {
  return schema.$ref?.split('/').at(-1)
}

/** A schema's fields as lines of a table, with those inside them indented; named nouns are not unfolded. */
export function rowsOf(schema: JsonSchema, depth = 0): Row[] {
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const row = { name, type: typeWords(part), isRequired: required.has(name), note: noteOf(part), depth }
    return depth >= 4 ? [row] : [row, ...rowsOf(insideOf(part), depth + 1)]
  })
}

function insideOf(schema: JsonSchema): JsonSchema {
  if (schema.items) return insideOf(schema.items)
  const object = schema.anyOf?.find((one) => one.properties)
  return object ?? schema
}

/** A schema's type in words: integer, Message[], string or null. */
export function typeWords(schema: JsonSchema): string {
  const noun = nounOf(schema)
  if (noun) return noun
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeWords))].join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.items) {
    const inner = typeWords(schema.items)
    return inner.includes(' ') ? `(${inner})[]` : `${inner}[]`
  }
  if (schema.format === 'date-time') return 'time'
  return [schema.type ?? 'any'].flat().join(' | ')
}

function noteOf(schema: JsonSchema): string {
  const notes = [schema.description ?? '']
  if (schema.default !== undefined) notes.push(`= ${JSON.stringify(schema.default)}`)
  if (typeof schema.maxLength === 'number') notes.push(`≤ ${schema.maxLength}`)
  return notes.filter(Boolean).join(' ')
}

/** A value of the schema, as an example to look at. */
export function exampleOf(schema: JsonSchema, document: OpenApi, depth = 0): unknown {
  const noun = nounOf(schema)
  if (noun) return depth > 5 ? {} : exampleOf(document.components.schemas[noun] ?? {}, document, depth + 1)
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return exampleOf(choices[0] ?? {}, document, depth)
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, part]) => [
      name,
      named(name, part) ?? exampleOf(part, document, depth + 1),
    ])
    return Object.fromEntries(fields)
  }
  if (schema.items) return [exampleOf(schema.items, document, depth + 1)]
  return plain(schema)
}

function plain(schema: JsonSchema): unknown {
  const [type] = [schema.type ?? 'string'].flat()
  if (type === 'integer' || type === 'number') return 1
  if (type === 'boolean') return false
  if (type === 'null') return null
  if (type === 'object') return {}
  if (schema.format === 'date-time') return '2026-11-22T06:00:00.000Z'
  if (schema.format === 'email') return 'carter@example.com'
  if (schema.format === 'uri') return 'https://shop.example'
  return '…'
}

const words: Record<string, unknown> = {
  id: 2841,
  brandId: 1,
  conversationId: 2841,
  subject: 'Where is my order?',
  text: 'It left our warehouse this morning.',
  nextCursor: null,
  timeZone: 'Asia/Tokyo',
  locale: 'ja',
  address: 'carter@example.com',
  slug: 'hinoki',
  html: '<p>It left our warehouse this morning.</p>',
}

function named(name: string, schema: JsonSchema): unknown {
  const word = words[name]
  if (word === undefined) return undefined
  const [type] = [schema.type ?? 'string'].flat()
  const fits = typeof word === 'number' ? type === 'integer' : word === null || type === 'string'
  return fits && !schema.enum ? word : undefined
}
