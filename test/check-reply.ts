import type { Endpoint } from '#platform/endpoint.ts'

/** Every answer a test gets must be what the contract promises; the server itself does not spend time on that. */
export function checkReply(endpoints: readonly Endpoint[], method: string, url: string, body: unknown): void {
  const path = url.split('?')[0] ?? ''
  const endpoint = endpoints.find((one) => one.method === method && patternOf(one.path).test(path))
  if (!endpoint) return
  const result = endpoint.reply.safeParse(body)
  if (!result.success)
    throw new Error(`${method} ${endpoint.path} broke its contract: ${result.error.message}`)
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
