import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openHttp } from '#platform/http.ts'
import { withDesk } from '#test/desk.ts'
import { serveScreens } from './screens.ts'

test('the screens that are served are those that are built now, and without any the reader is told what to do', () =>
  withDesk(async ({ db, log }) => {
    const folder = join(import.meta.dirname, '../.generated/tmp', `screens-${process.pid}`)
    const build = async (page: string, script: string) => {
      await mkdir(join(folder, 'assets'), { recursive: true })
      await writeFile(join(folder, 'index.html'), page)
      await writeFile(join(folder, 'assets', script), `// ${script}`)
      await writeFile(join(folder, 'assets', `${script}.gz`), gzipSync(`// ${script}`))
    }
    const app = await openHttp({ db, log, identify: async () => ({ caller: undefined, locale: 'en' }) })
    await serveScreens(app, folder)
    const get = (url: string, headers = {}) => app.inject({ url, headers })
    try {
      const missing = await get('/inbox/mine', { 'accept-language': 'ja' })
      expect(missing.statusCode).toBe(503)
      expect(missing.body).toContain('npm run build')
      await build('<p>first</p>', 'a-1.js')
      expect((await get('/inbox/mine')).body).toBe('<p>first</p>')
      await rm(folder, { recursive: true })
      await build('<p>second</p>', 'a-2.js')
      const page = await get('/')
      expect(page.body).toBe('<p>second</p>')
      expect(page.headers['cache-control']).toBe('no-cache')
      const script = await get('/assets/a-2.js', { 'accept-encoding': 'gzip' })
      expect(script.headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': expect.stringContaining('javascript'),
        'cache-control': expect.stringContaining('immutable'),
      })
      expect((await get('/assets/a-1.js')).statusCode).toBe(404)
      expect((await get('/api/nothing')).json()).toMatchObject({ status: 404, code: 'not_found' })
    } finally {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    }
  }))
