import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { scopeOf } from './serve.ts'

const problem = {
  description: 'RFC 9457 problem with a stable `code` and, where one field is at fault, its name',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { type: 'string' },
          field: { type: 'string' },
        },
      },
    },
  },
}

/** The OpenAPI 3.1 document of everything served. */
export function openApiOf(endpoints: readonly Endpoint[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {})
    path[endpoint.method.toLowerCase()] = operationOf(endpoint)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Engawa',
      version,
      description: 'Everything the desk does. The agent app uses this API and no other.',
    },
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}

function operationOf(endpoint: Endpoint): Record<string, unknown> {
  const body = endpoint.body && endpoint.method !== 'GET' ? schemaOf(endpoint.body, 'input') : undefined
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    tags: [endpoint.tag],
    ...(endpoint.open ? { security: [] } : { description: `Needs scope \`${scopeOf(endpoint)}\`.` }),
    parameters: [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
      ...keyParameter(endpoint),
    ],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(endpoint.reply, 'input') } },
      },
      default: problem,
    },
  }
}

function operationId(endpoint: Endpoint): string {
  const words = endpoint.path.replaceAll(/[{}]/g, '').split('/').slice(2)
  return [endpoint.method.toLowerCase(), ...words].join('_').replaceAll(/\W/g, '_')
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): unknown[] {
  if (!schema) return []
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !(part as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(part as z.ZodType, 'output'),
  }))
}

function keyParameter(endpoint: Endpoint): unknown[] {
  if (endpoint.method === 'GET' || endpoint.open) return []
  const description = 'Makes the write safe to repeat: the second call gets the answer of the first.'
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' }, description }]
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return rest
}
