import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound } from '#platform/refusal.ts'

const built = fileURLToPath(new URL('../.generated/web', import.meta.url))

/** The agent app as Vite built it: files with a hash in their name are kept by browsers for good, every other path is the app itself. */
export async function serveScreens(app: FastifyInstance): Promise<void> {
  if (!existsSync(built)) return
  const page = await readFile(`${built}/index.html`, 'utf8')
  await app.register(fastifyStatic, {
    root: built,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isForGood = path.startsWith(`${built}/assets/`)
      response.header('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    // A path with a dot asks for a file that is not there; a path of the API for an endpoint that is not there.
    if (path.startsWith('/api/') || /\.\w+$/.test(path)) throw notFound(path)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}
