import { z } from 'zod'
import { m } from '#texts'
import type { Endpoint } from './endpoint.ts'
import type { Locale } from './locale.ts'
import { problemResponses, problemSchema } from './openapi-problems.ts'
import { scopeOf } from './serve.ts'

export type JsonSchema = {
  type?: string | string[]
  $ref?: string
  title?: string
  description?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  additionalProperties?: JsonSchema | boolean
  [other: string]: unknown
}
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: JsonSchema
  description?: string
}
export type Operation = {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security?: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<
    string,
    { $ref: string } | { description: string; content: Record<string, { schema: JsonSchema }> }
  >
}
export type OpenApi = {
  openapi: string
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    securitySchemes: Record<string, unknown>
    schemas: Record<string, JsonSchema>
    responses: Record<string, unknown>
  }
}

/** The OpenAPI 3.1 document of everything served, its summaries in one language; the nouns given by name stand in it once. */
export function openApiOf(
  endpoints: readonly Endpoint[],
  about: { version: string; publicUrl: string; named: ReadonlyMap<string, z.ZodType> },
  locale: Locale = 'en',
): OpenApi {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of about.named) registry.add(schema, { id })
  const schemas: Record<string, JsonSchema> = { Problem: problemSchema }
  const describe = describer(registry, schemas)
  const paths: OpenApi['paths'] = {}
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {})
    path[endpoint.method.toLowerCase()] = operationOf(endpoint, describe, locale)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Engawa',
      version: about.version,
      description: 'Everything the desk does. Its own screens use this API and no other.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.publicUrl }],
    security: [{ key: [] }, { session: [] }],
    tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key: Authorization: Bearer KEY' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'engawa_session',
          description: 'A person signed in by a browser',
        },
      },
      schemas,
      responses: problemResponses,
    },
  }
}

type Describe = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema

function operationOf(endpoint: Endpoint, describe: Describe, locale: Locale): Operation {
  const { method, path, open } = endpoint
  const body = endpoint.body && method !== 'GET' ? describe(endpoint.body, 'input') : undefined
  const bodyType = endpoint.takes ?? 'application/json'
  const takesBytes = endpoint.takes !== undefined && endpoint.takes !== 'application/json'
  const content = takesBytes ? { [bodyType]: { schema: {} } } : body && { [bodyType]: { schema: body } }
  const answer = endpoint.gives ? {} : describe(endpoint.reply, 'output')
  const problems = [
    ...(open ? [] : ['401', '403']),
    ...(path.includes('{') ? ['404'] : []),
    ...(method === 'GET' ? [] : ['409']),
    ...(body || endpoint.query || endpoint.params ? ['422'] : []),
    '429',
  ]
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary[locale],
    tags: [endpoint.tag],
    ...(open ? { security: [] } : { description: needs(endpoint, locale) }),
    parameters: [
      ...parametersOf(endpoint.params, 'path', describe),
      ...parametersOf(endpoint.query, 'query', describe),
      ...keyParameter(endpoint),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      200: { description: 'Done', content: { [endpoint.gives ?? 'application/json']: { schema: answer } } },
      ...Object.fromEntries(problems.map((status) => [status, { $ref: `#/components/responses/${status}` }])),
    },
  }
}

function needs(endpoint: Endpoint, locale: Locale): string {
  const role = endpoint.role ?? (endpoint.method === 'GET' ? 'read_only' : 'agent')
  return m.platform_docs_needs({ scope: `\`${scopeOf(endpoint)}\``, role: `\`${role}\`` }, { locale })
}

function operationId(endpoint: Endpoint): string {
  const words = endpoint.path
    .replace(/^\/(api\/)?/, '')
    .replaceAll(/[{}]/g, '')
    .split('/')
  return [endpoint.method.toLowerCase(), ...words].join('_').replaceAll(/\W/g, '_')
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
  describe: Describe,
): Parameter[] {
  if (!schema) return []
  return Object.entries(schema.shape).map(([name, part]) => {
    const { description, ...rest } = describe(part as z.ZodType, 'input')
    return {
      name,
      in: place,
      required: place === 'path' || !(part as z.ZodType).safeParse(undefined).success,
      schema: rest,
      ...(description ? { description } : {}),
    }
  })
}

function keyParameter(endpoint: Endpoint): Parameter[] {
  if (endpoint.method === 'GET' || endpoint.open) return []
  const description = 'Makes the write safe to repeat: the second call gets the answer of the first.'
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' }, description }]
}

/** Turns schemas of the contracts into JSON Schema, and collects the named ones among the answers. */
function describer(
  registry: z.core.$ZodRegistry<{ id: string }>,
  named: Record<string, JsonSchema>,
): Describe {
  return (schema, io) => {
    // A body may leave out what an answer always has, so only answers are called by name. The wrapping lets the outermost be named too.
    const metadata = io === 'output' ? { metadata: registry } : { metadata: z.registry<{ id: string }>() }
    const options = { io, unrepresentable: 'any', target: 'draft-2020-12', ...metadata } as const
    const json = JSON.stringify(z.toJSONSchema(z.object({ it: schema }), options))
    const { properties, $defs } = JSON.parse(json.replaceAll('#/$defs/', '#/components/schemas/'))
    for (const [name, { id: _, $schema: __, ...rest }] of Object.entries<JsonSchema>($defs ?? {}))
      named[name] = rest
    return properties.it
  }
}
