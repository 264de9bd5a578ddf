import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { access } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { localeFromHeader } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import { m } from '#texts'

const built = fileURLToPath(new URL('../.generated/web', import.meta.url))

/**
 * The agent app as Vite built it: files with a hash in their name are kept by browsers for good, every other path is the app
 * itself. The folder is read when somebody asks, so what is built anew while the desk runs is what the next visitor gets.
 */
export async function serveScreens(app: FastifyInstance, folder = built): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isForGood = path.startsWith(join(folder, 'assets/'))
      response.header('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (path.startsWith('/api/')) throw notFound(path)
    if (/\.\w+$/.test(path)) return reply.sendFile(path)
    if (await isThere(join(folder, 'index.html'))) return reply.sendFile('/index.html')
    request.log.error({ folder }, 'The screens are not built: npm run build')
    const locale = localeFromHeader(request.headers['accept-language'])
    return reply.code(503).type('text/plain; charset=utf-8').send(m.platform_screens_missing({}, { locale }))
  })
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
