import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openFiles } from '#platform/files.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { runImport } from './run-import.ts'
import { unpack, zipLimits } from './unpack.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)
const text = (said: string) => Buffer.from(said)

test('a zip of Markdown brings its pictures, and the zip that is downloaded brings them back', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const zip = zipSync({
      'guide/ja/wash.md': text(
        '---\ntitle: 洗い方\n---\n\n![鍋](../pictures/pan%20one.png)\n\n[説明書](../leaflet.txt)\n',
      ),
      'guide/en/wash.md': text(
        '---\ntitle: Washing\n---\n\n![A pan](../pictures/pan%20one.png)\n\n![Gone](no.png)\n',
      ),
      'guide/pictures/pan one.png': png,
      'guide/leaflet.txt': text('Wash by hand.'),
      '__MACOSX/guide/ja/._wash.md': text('x'),
    })
    const first = await take(desk, zip, 'guide.zip', 'publishes=1')
    expect(first).toMatchObject({ state: 'done', total: 1, done: 1, created: 1 })
    const { items } = (await ana.get(`/api/article-imports/${first.id}/lines`)).body
    expect(items).toMatchObject([
      { at: 1, file: 'guide/en/wash.md', outcome: 'created', articleId: expect.any(Number) },
    ])
    expect(items[0].remarks).toMatchObject([
      { code: 'file_missing', message: expect.stringContaining('no.png') },
    ])
    const { texts } = (await ana.get(`/api/articles/${items[0].articleId}`)).body
    const [, file] = /src="(\/article-files\/\d+)" alt="鍋"/.exec(texts.ja.html) ?? []
    expect((await desk.app.inject({ url: file ?? '' })).rawPayload.equals(png)).toBe(true)
    expect((await take(desk, zip, 'guide.zip', 'publishes=1')).unchanged).toBe(1)
    const answer = await desk.app.inject({
      url: `/api/article-exports/zip?brandId=${desk.brandId}&format=markdown`,
      headers: { authorization: `Bearer ${desk.ana.key}` },
    })
    expect(answer.headers['content-type']).toBe('application/zip')
    const names = Object.keys(unzipSync(answer.rawPayload))
    expect(names.map((name) => name.replace(/\d+/, 'N')).sort()).toEqual([
      'en/washing.md',
      'files/N/leaflet.txt',
      'files/N/pan one.png',
      'files/N/pan one.png',
      'ja/washing.md',
    ])
    expect((await take(desk, answer.rawPayload, 'again.zip', 'publishes=1')).unchanged).toBe(1)
  }))

test('what is wrong stops an import, or is left out while the rest comes, as one wishes', () =>
  withDesk(async (desk) => {
    const csv = Buffer.from('id,language,title,html\n1,en,Good,<p>x</p>\n2,fr,Bon,<p>x</p>\n3,ja,,<p>x</p>\n')
    expect(await take(desk, csv, 'a.csv', '', 'csv')).toMatchObject({
      state: 'refused',
      mistakeCount: 2,
      done: 0,
    })
    const kept = await take(desk, csv, 'a.csv', 'leavesOutMistakes=1', 'csv')
    expect(kept).toMatchObject({ state: 'done', total: 3, created: 1, leftOut: 2, mistakeCount: 2 })
    const left = await desk.as(desk.ana).get(`/api/article-imports/${kept.id}/lines?outcome=left_out`)
    expect(left.body.items.map((line: { row: number }) => line.row).sort()).toEqual([3, 4])
    const list = await desk.as(desk.ana).get(`/api/article-imports?brandId=${desk.brandId}`)
    expect(list.body.items.map((one: { state: string }) => one.state)).toEqual(['done', 'refused'])
  }))

test('an import that was cut off goes on where it was', () =>
  withDesk(async (desk) => {
    const zip = zipSync(
      Object.fromEntries(
        Array.from({ length: 250 }, (_, at) => [
          `en/a${at}.md`,
          text(`# Article ${at}\n\nText [next](a${at + 1}.md)`),
        ]),
      ),
    )
    const { id } = await upload(desk, zip, 'many.zip')
    await desk.db.pool.query(
      `create function breaks() returns trigger language plpgsql as $$ begin
        if new.at = 230 then raise exception 'the disk is full'; end if; return new; end $$`,
    )
    await desk.db.pool.query(
      'create trigger breaks before update on article_import_lines for each row execute function breaks()',
    )
    const job = { brandId: desk.brandId, id }
    await expect(runImport(desk, job, { isLastAttempt: false })).rejects.toThrow('the disk is full')
    const ana = desk.as(desk.ana)
    expect((await ana.get(`/api/article-imports/${id}`)).body).toMatchObject({
      state: 'working',
      done: 200,
      total: 250,
    })
    await desk.db.pool.query('drop trigger breaks on article_import_lines')
    await runImport(desk, job, { isLastAttempt: false })
    expect((await ana.get(`/api/article-imports/${id}`)).body).toMatchObject({ state: 'done', created: 250 })
    const rows = await desk.rows((tx) => tx.selectFrom('articles').select('id').execute())
    expect(rows).toHaveLength(250)
  }))

test('a zip bomb, a way out, too many and damaged files are refused with what was wrong', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-zip-'))
  const files = openFiles(join(folder, 'files'))
  const opened = async (zip: Uint8Array, limits = {}) => {
    const path = join(folder, 'upload')
    await writeFile(path, zip)
    return unpack({ path, name: 'a.zip', format: 'markdown' }, files, { ...zipLimits, ...limits })
  }
  const zeros = new Uint8Array(40 * 1024 * 1024)
  await expect(opened(zipSync({ 'ja/a.md': zeros }))).rejects.toMatchObject({ code: 'zip_too_large' })
  await expect(opened(zipSync({ 'a.png': zeros }), { file: 1024 })).rejects.toMatchObject({
    code: 'zip_too_large',
  })
  await expect(
    opened(zipSync({ 'a.md': text('x'), 'b.md': text('x') }), { entries: 1 }),
  ).rejects.toMatchObject({
    code: 'zip_too_many',
  })
  for (const name of ['../a.md', 'ja/../../a.md', '/etc/a.md', 'C:\\a.md', '..\\a.md'])
    await expect(opened(zipSync({ [name]: text('x') }))).rejects.toMatchObject({ code: 'path_outside' })
  const whole = zipSync({ 'ja/a.md': text('# A\n\nlong '.repeat(5_000)) }, { level: 0 })
  await expect(opened(whole.slice(0, 20_000))).rejects.toMatchObject({ code: 'zip_damaged' })
  const shiftJis = Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]) // テスト
  await writeFile(join(folder, 'upload'), shiftJis)
  expect(
    (await unpack({ path: join(folder, 'upload'), name: 'a.md', format: 'markdown' }, files)).texts,
  ).toEqual([{ name: 'a.md', text: 'テスト' }])
  await rm(folder, { recursive: true })
})

test('an import is asked about only by supervisors of its brand', () =>
  withDesk(async (desk) => {
    const { id } = await upload(desk, zipSync({ 'ja/a.md': text('# A') }), 'a.zip')
    const rin = await desk.hire('Rin', 'agent', [desk.brandId])
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    const before = await desk.lastEvent()
    for (const [who, status] of [
      [rin, 403],
      [omar, 404],
    ] as const) {
      expect((await desk.as(who).get(`/api/article-imports/${id}`)).status).toBe(status)
      expect((await desk.as(who).get(`/api/article-imports/${id}/lines`)).status).toBe(status)
      expect((await desk.as(who).get(`/api/article-imports?brandId=${desk.brandId}`)).status).toBe(status)
      const zip = `/api/article-exports/zip?brandId=${desk.brandId}&format=csv`
      expect((await desk.as(who).get(zip)).status).toBe(status)
      expect((await upload(desk, Buffer.from('x'), 'a.zip', '', 'csv', who.key)).status).toBe(status)
    }
    expect(await desk.events(before)).toEqual([])
  }))

async function upload(
  desk: TestDesk,
  content: Uint8Array,
  name: string,
  more = '',
  format = 'markdown',
  key = desk.ana.key,
) {
  const answer = await desk.app.inject({
    method: 'POST',
    url: `/api/article-imports/uploads?brandId=${desk.brandId}&format=${format}&name=${name}&${more}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(content),
  })
  return answer.json()
}

async function take(desk: TestDesk, content: Uint8Array, name: string, more: string, format = 'markdown') {
  const { id, brandId } = await upload(desk, content, name, more, format)
  await runImport(desk, { brandId, id }, { isLastAttempt: true })
  return (await desk.as(desk.ana).get(`/api/article-imports/${id}`)).body
}
