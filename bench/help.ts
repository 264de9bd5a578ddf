import { Agent, request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { machine, report } from './machine.ts'
import { type FreshDesk, withFreshDesk } from './parts/fresh-desk.ts'
import { manyArticles } from './parts/many-articles.ts'

// Pages of a help centre as readers open them: home, topics and articles in turn over kept connections.
// Targets: at least 2,000 a second, p99 at most 20 ms, HTML and style at most 40 kB gzip; search p95 at most 20 ms with 5,000 articles,
// each question asked for the first time. How long the bot needs for its decision is in `bench answers`.
const articles = Number(process.argv[2] ?? 5_000)
const seconds = 10
const connections = 16

const before = machine()
const sample = manyArticles(articles, 1)
await withFreshDesk({ web: 4920, smtp: 4921 }, async (desk) => {
  await fill(desk)
  const { text: home } = await get(desk, '/help/bench/en')
  const paths = [...home.matchAll(/href="(\/help\/bench\/en\/(?:topics|articles)\/\d+)"/g)].map(
    ([, path]) => path ?? '',
  )
  const topics = paths.filter((path) => path.includes('/topics/'))
  const more = await Promise.all(topics.map((path) => get(desk, path)))
  const found = more.flatMap(({ text }) => [...text.matchAll(/href="(\/help\/bench\/en\/articles\/\d+)"/g)])
  const read = found.map(([, path]) => path ?? '').slice(0, 200)
  const pages = ['/help/bench/en', '/help/bench/ja', ...paths, ...read]
  // The index is made while the first pages are read.
  await get(desk, `/help/bench/en/search?q=first`)
  for (const path of pages) await get(desk, path)
  const words = sample.questions
  const searches = words.map((one) => `/help/bench/en/search?q=${encodeURIComponent(one)}`)
  const suggestions = words.map((one) => `/help/bench/en/suggest?q=${encodeURIComponent(one)}`)
  const rows = [
    { what: 'pages', ...(await measure(desk, pages, connections)) },
    { what: 'search pages', ...(await measure(desk, searches, 2)) },
    { what: 'suggestions', ...(await measure(desk, suggestions, 2)) },
    { what: 'home: HTML and style, kB gzip', kB: await weight(desk, home) },
  ]
  report('help', rows, {
    before,
    targets: 'pages >= 2000 a second, p99 <= 20 ms; search p95 <= 20 ms; 40 kB',
  })
})

async function fill(desk: FreshDesk): Promise<void> {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(desk.base + path, {
      method,
      headers: { authorization: `Bearer ${desk.key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json() as Promise<{ id: number; state: string; items: { id: number }[] }>
  }
  const brandId = (await call('GET', '/api/brands')).items[0]?.id ?? 0
  const files = sample.articles.map(({ title, text }, at) => ({
    name: `${at % 2 === 0 ? 'ja' : 'en'}/topic/a${at}.md`,
    text: `---\ntitle: ${title.slice(0, 200)}\ncategory: Topic ${at % 8}\n---\n\n${text}\n`,
  }))
  const { id } = await call('POST', '/api/article-imports', {
    brandId,
    format: 'markdown',
    files,
    publishes: true,
  })
  for (;;) {
    const { state } = await call('GET', `/api/article-imports/${id}`)
    if (state === 'done') return
    if (state !== 'waiting' && state !== 'working') throw new Error(`The import is ${state}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Each connection asks for the next page as soon as it has the last. */
async function measure(desk: FreshDesk, paths: readonly string[], lanes: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const times: number[] = []
  const end = performance.now() + seconds * 1_000
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < end) {
        const began = performance.now()
        await get(desk, paths[next++ % paths.length] ?? '', agent)
        times.push(performance.now() - began)
      }
    }),
  )
  agent.destroy()
  times.sort((one, other) => one - other)
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2))
  return { 'a second': Math.round(times.length / seconds), p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function get(desk: FreshDesk, path: string, agent?: Agent): Promise<{ text: string }> {
  const headers = agent ? { 'accept-encoding': 'gzip' } : {}
  return new Promise((resolve, reject) => {
    request(desk.base + path, { ...(agent ? { agent } : {}), headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve({ text: agent ? '' : Buffer.concat(parts).toString() })
          : reject(new Error(`${path}: ${answer.statusCode}`)),
      )
    })
      .on('error', reject)
      .end()
  })
}

async function weight(desk: FreshDesk, home: string): Promise<number> {
  const styles = [...home.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path]) => path ?? '')
  const texts = await Promise.all(styles.map((path) => get(desk, path)))
  const bytes = [home, ...texts.map((one) => one.text)].reduce((sum, one) => sum + gzipSync(one).length, 0)
  return Math.round(bytes / 100) / 10
}
