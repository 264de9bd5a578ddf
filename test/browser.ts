import type { Answer, TestDesk } from './desk.ts'

type Call = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

/** A browser without a page: keeps the cookies it is given and sends them back. */
export function browserOf(
  desk: TestDesk,
  always: Record<string, string> = {},
): Record<'get' | 'post' | 'put' | 'patch' | 'delete', Call> {
  const jar = new Map<string, string>()
  const call =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Call =>
    async (path, body, headers = {}) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await desk.app.inject({
        method,
        url: path,
        headers: { ...(cookie ? { cookie } : {}), ...always, ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      for (const { name, value, maxAge, expires } of response.cookies) {
        if (maxAge === 0 || (expires && expires.getTime() <= 0)) jar.delete(name)
        else jar.set(name, value)
      }
      const isJson = String(response.headers['content-type'] ?? '').includes('json')
      return {
        status: response.statusCode,
        body: isJson ? response.json() : response.body,
        headers: response.headers,
      }
    }
  return {
    get: call('GET'),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    delete: call('DELETE'),
  }
}
