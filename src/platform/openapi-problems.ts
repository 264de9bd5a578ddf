/** An error as RFC 9457 has it. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', description: 'urn:engawa: and the code' },
    title: { type: 'string', description: 'In the language of Accept-Language: ja or en' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, for programs' },
    field: { type: 'string', description: 'The field at fault, where it is one' },
  },
}

const words = {
  401: 'Not signed in, or the key is unknown, revoked or over',
  403: 'Role or scope do not allow it',
  404: 'Not there, or not in one of your brands',
  409: 'What is there contradicts it; the problem says what',
  422: 'A field is wrong, or the idempotency key was used for something else',
  429: 'Too many attempts; Retry-After says for how long to wait',
}

const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

/** The refusals an endpoint may answer, by status. */
export const problemResponses = Object.fromEntries(
  Object.entries(words).map(([status, description]) => [status, { description, content }]),
)
