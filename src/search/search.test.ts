import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const find = async (desk: TestDesk, q: string, more = '') =>
  (await desk.as(desk.ana).get(`/api/search?q=${encodeURIComponent(q)}${more}`)).body
const conversationsFor = async (desk: TestDesk, q: string): Promise<number[]> =>
  (await find(desk, q)).items.map((item: { conversationId: number }) => item.conversationId)

test('Japanese is found by two characters, by one, across width and half-width kana, and within words only as written', () =>
  withDesk(async (desk) => {
    const pot = await desk.receive('a@example.com', '土鍋を返品したいです。ﾃﾞｰﾀｼｰﾄも見ました。')
    const tea = await desk.receive('b@example.com', '急須の注ぎ口が欠けました。ＩＨ対応ですか。')
    for (const [q, hits] of [
      ['返品', [pot]],
      ['土鍋', [pot]],
      ['鍋', [pot]],
      ['データ', [pot]],
      ['ﾃﾞｰﾀ', [pot]],
      ['ih', [tea]],
      ['IH対応', [tea]],
      ['欠けました', [tea]],
      ['鍋土', []],
      ['品返', []],
      ['急須 欠け', [tea]],
      ['土鍋 欠け', []],
    ] as const)
      expect([q, await conversationsFor(desk, q)]).toEqual([q, hits])
  }))

test('a word is found whole, a phrase in order, ship* by its beginning, and -word leaves out', () =>
  withDesk(async (desk) => {
    const one = await desk.receive('a@example.com', 'The shipping label is missing, please replace the box.')
    const two = await desk.receive('b@example.com', 'Please ship the replacement. The box is fine.')
    for (const [q, hits] of [
      ['ship', [two]],
      ['ship*', [two, one]],
      ['"the box"', [two, one]],
      ['"box the"', []],
      ['please -shipping', [two]],
      ['-"box is" please', [one]],
    ] as const)
      expect([q, await conversationsFor(desk, q)]).toEqual([q, hits])
  }))

test('subjects, names, addresses whole and in parts, order and conversation numbers are found', () =>
  withDesk(async (desk) => {
    const from = {
      kind: 'email' as const,
      value: 'emma.carter@shop.example',
      shown: 'emma.carter@shop.example',
      name: '髙橋 エマ',
      isVerified: false,
    }
    const id = await desk.receive('', 'Hello', {
      from,
      subject: 'Re: 配送状況について',
      orderNumber: 'HK-10234',
    })
    await desk.receive('other@example.com', 'Something else')
    for (const q of [
      '配送状況',
      '髙橋',
      'エマ',
      'emma.carter@shop.example',
      'carter',
      'shop.example',
      'EMMA',
      'HK-10234',
      '10234',
      'from:carter',
      'from:shop.example',
      '差出人：髙橋',
    ])
      expect([q, await conversationsFor(desk, q)]).toEqual([q, [id]])
    expect(await conversationsFor(desk, String(id))).toContain(id)
    expect((await find(desk, 'carter')).customers).toMatchObject([{ name: '髙橋 エマ', address: from.value }])
    await desk.as(desk.ana).patch(`/api/conversations/${id}`, {})
    await desk.rows((tx) =>
      tx.updateTable('conversations').set({ order_number: 'ZZ-777' }).where('id', '=', id).execute(),
    )
    expect(await conversationsFor(desk, 'ZZ-777')).toEqual([id])
  }))

test('filters narrow by tag, status, assignee, channel, time and attachments, in both languages', () =>
  withDesk(async (desk) => {
    const plain = await desk.receive('a@example.com', '返品について')
    const kept = await desk.files.keep(Buffer.from('x'))
    const attachments = [{ ...kept, name: 'x.txt', type: 'text/plain', contentId: null, isInline: false }]
    const special = await desk.receive('b@example.com', '返品と交換', { channel: 'email', attachments })
    await desk.as(desk.ana).put(`/api/conversations/${special}/assignee`, { staffId: desk.ana.staffId })
    await desk.rows(async (tx) => {
      const tag = await tx
        .insertInto('tags')
        .values({ brand_id: desk.brandId, name: 'VIP' })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('conversation_tags')
        .values({ brand_id: desk.brandId, conversation_id: special, tag_id: tag.id })
        .execute()
    })
    for (const q of [
      '返品 tag:vip',
      'タグ：VIP 返品',
      '返品 status:open',
      '返品 状態:対応中',
      '返品 assignee:me',
      '返品 担当:ana',
      '返品 channel:mail',
      '返品 has:attachment',
      '添付:あり',
      '返品 in:mine',
      'brand:hinoki 交換',
    ])
      expect([q, await conversationsFor(desk, q)]).toEqual([q, [special]])
    expect(await conversationsFor(desk, '返品 before:2020-01-01')).toEqual([])
    expect(await conversationsFor(desk, '返品 after:2020/1/1')).toEqual([special, plain])
    expect(await conversationsFor(desk, '返品 以降:2020年1月')).toEqual([special, plain])
    expect(await conversationsFor(desk, '返品 assignee:none')).toEqual([plain])
    expect((await find(desk, '返品 status:sleeping')).ignored).toEqual(['status:sleeping'])
    expect(await find(desk, '  ')).toMatchObject({ items: [], nextCursor: null })
  }))

test('hits are marked in the text as it was written', () =>
  withDesk(async (desk) => {
    await desk.receive('a@example.com', `${'はじめに。'.repeat(30)}ｷﾞﾌﾄ包装の料金は ２００円 ですか。`)
    const { items } = await find(desk, 'ギフト包装 200円')
    const { text, marks } = items[0].snippet
    expect(marks.map(([from, to]: [number, number]) => text.slice(from, to))).toEqual(['ｷﾞﾌﾄ包装', '２００円'])
    expect(text.length).toBeLessThan(170)
  }))

test('pages follow one another without gap or repetition, newest first', () =>
  withDesk(async (desk) => {
    const ids: number[] = []
    for (let at = 0; at < 7; at++) ids.unshift(await desk.receive(`c${at}@example.com`, '送料はいくらですか'))
    const seen: number[] = []
    let cursor = ''
    do {
      const page = await find(desk, '送料', `&limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map((item: { conversationId: number }) => item.conversationId))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(seen).toEqual(ids)
  }))

test('nothing of another brand is found, and nobody searches unasked', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const outsider = await desk.hire('Omar', 'agent', [sakura])
    await desk.receive('carter@example.com', 'a secret 秘密')
    for (const q of ['secret', '秘密', 'carter', 'status:new'])
      expect((await desk.as(outsider).get(`/api/search?q=${encodeURIComponent(q)}`)).body).toMatchObject({
        items: [],
        customers: [],
      })
    expect((await desk.as(undefined).get('/api/search?q=x')).status).toBe(401)
    expect((await desk.as(desk.ana).get('/api/search?q=secret&cursor=nonsense')).status).toBe(422)
  }))

// Few characters, so that what is asked for often stands there, whole, in part, or turned around.
const japanese = fc.string({
  unit: fc.constantFrom(...'返品鍋の々ー', 'カ', 'ｶ', 'ﾞ', '㈱'),
  minLength: 1,
  maxLength: 4,
})
const word = fc.constantFrom('box', 'Box', 'ＢＯＸ', 'boxes', 'a4', '12', "it's", 'café')
const mark = fc.constantFrom(' ', '、', '。', '\n', '-', '', '「')
const text = fc
  .array(fc.tuple(fc.oneof(japanese, word), mark), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join(''))

test(
  'hits equal an exhaustive scan of all messages',
  () =>
    withDesk(async (desk) => {
      const texts = new Map<number, string>()
      for (const one of fc.sample(text, { numRuns: 60, seed: 7 }))
        texts.set(await desk.receive('x@y.zz', one), one)
      await fc.assert(
        fc.asyncProperty(japanese, async (q) => {
          const asked = q.normalize('NFKC').toLowerCase()
          // What is not a letter (a lone sound mark, brackets) parts the question, as it parts the text.
          fc.pre(/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u.test(asked))
          const wanted = [...texts].filter(([, one]) => one.normalize('NFKC').toLowerCase().includes(asked))
          const found = (await find(desk, q, '&limit=200')).items.map(
            (item: { conversationId: number }) => item.conversationId,
          )
          expect(found).toEqual(wanted.map(([id]) => id).sort((a, b) => b - a))
        }),
        { numRuns: 25 },
      )
      for (const q of ['box', 'ＢＯＸ', 'boxes', 'a4', 'café']) {
        const asked = q.normalize('NFKC').toLowerCase()
        const wordsOf = (one: string) =>
          one
            .normalize('NFKC')
            .toLowerCase()
            .split(/[^a-zé0-9]+/)
        const wanted = [...texts].filter(([, one]) => wordsOf(one).includes(asked))
        const found = (await find(desk, q, '&limit=200')).items.map(
          (item: { conversationId: number }) => item.conversationId,
        )
        expect(found).toEqual(wanted.map(([id]) => id).sort((a, b) => b - a))
      }
    }),
  60_000,
)

test('a conversation is found by the words of its new subject', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('carter@example.com', 'It never arrived.', { subject: 'Hello' })
    const other = await desk.receive('lee@example.com', '届きません。', { subject: 'こんにちは' })
    const found = async (q: string) =>
      (await ana.get(`/api/search?q=${encodeURIComponent(q)}`)).body.items.map(
        (one: { conversationId: number }) => one.conversationId,
      )
    expect(await found('kettle')).toEqual([])
    await ana.put(`/api/conversations/${id}/subject`, { subject: 'Kettle lost in customs' })
    await ana.put(`/api/conversations/${other}/subject`, { subject: '鉄瓶の未着' })
    expect(await found('kettle')).toEqual([id])
    expect(await found('未着')).toEqual([other])
    await ana.put(`/api/conversations/${id}/subject`, { subject: 'Teapot lost in customs' })
    expect(await found('kettle')).toEqual([])
    expect(await found('teapot customs')).toEqual([id])
    expect(await found('hello')).toEqual([id])
  }))
