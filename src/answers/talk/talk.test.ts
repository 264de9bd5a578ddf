import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { letBotAnswer, switchBotOn, visit } from '#test/bot.ts'
import { onlyConversation } from '#test/chat.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

const canada = {
  ja: {
    title: 'カナダへの配送と関税',
    html: '<p>カナダ全州へお届けします。送料は一律US$18、US$150以上のご注文は無料です。</p><p>関税は受け取り時のお支払いとなります。</p>',
  },
  en: { title: 'Shipping to Canada', html: '<p>We ship to every province of Canada for a flat US$18.</p>' },
}
const knife = { ja: { title: '包丁の研ぎ方', html: '<p>砥石を水に浸し、刃を十五度に当てて研ぎます。</p>' } }
const donabe = {
  ja: { title: '土鍋の初めての使い方', html: '<p>初めて使う前に、おかゆを炊いて目止めをします。</p>' },
}
const refund = {
  ja: { title: '返金の時期', html: '<p>返品の到着から五営業日以内に、お支払いの方法へ返金いたします。</p>' },
}
const returns = {
  ja: { title: '返品の期限', html: '<p>商品の到着から三十日以内であれば返品を承ります。</p>' },
}

const shelve = async (desk: TestDesk) => ({
  canada: await publishArticle(desk, canada),
  knife: await publishArticle(desk, knife),
  donabe: await publishArticle(desk, donabe),
  refund: await publishArticle(desk, refund),
  returns: await publishArticle(desk, returns),
})

const talkOf = (desk: TestDesk) =>
  desk.rows((tx) => tx.selectFrom('bot_talks').selectAll().executeTakeFirstOrThrow())
const answersOf = (desk: TestDesk) =>
  desk.rows((tx) => tx.selectFrom('bot_answers').selectAll().orderBy('id').execute())

test('a question is answered with a passage of an article, openly automatic; "that helped" closes it and is nobody’s reply', () =>
  withDesk(async (desk) => {
    const articles = await shelve(desk)
    await switchBotOn(desk)
    const visitor = await visit(desk)
    const said = await visitor.say('カナダまで送れますか？送料は？')
    expect(said).toMatchObject({ from: 'staff', isAutomatic: true, name: 'アシスタント' })
    expect(said.text).toContain('カナダ全州へお届けします')
    expect(said.sources).toEqual([
      { title: 'カナダへの配送と関税', url: `http://desk.test/help/hinoki/ja/articles/${articles.canada}` },
    ])
    expect(said.replies.map(({ key }) => key)).toEqual(['helped', 'more', 'person'])
    expect(await onlyConversation(desk)).toMatchObject({ status: 'pending_customer', waitingSince: null })
    expect((await visitor.press('helped')).replies).toEqual([])
    const after = await onlyConversation(desk)
    expect(after).toMatchObject({ status: 'resolved', assignee: null })
    const [kept] = await answersOf(desk)
    expect(kept).toMatchObject({
      decision: 'answer',
      outcome: 'helped',
      shown_article_id: articles.canada,
      channel: 'chat',
    })
    const conversation = await desk.rows((tx) =>
      tx.selectFrom('conversations').selectAll().executeTakeFirstOrThrow(),
    )
    expect([conversation.first_replied_at, conversation.last_from_staff_at]).toEqual([null, null])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${after.id}/messages`)
    expect(body.items[2]).toMatchObject({
      isAutomatic: true,
      author: { staffId: null },
      quickReplies: [{ key: 'helped' }, {}, {}],
    })
    expect(body.items[3]).toMatchObject({
      pressed: { messageId: body.items[2].id, key: 'helped' },
      text: '解決した',
    })
    // Written again, it is open again, and the bot listens.
    await visitor.say('包丁の研ぎ方を教えてください')
    expect(await onlyConversation(desk)).toMatchObject({ status: 'pending_customer' })
  }))

test('asked for a person it hands over at once, by the brand’s hours on the customer’s clock, with a note of what was asked and shown', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    const never = [{ days: [((new Date().getUTCDay() + 3) % 7) + 1], from: '10:00', to: '18:00' }]
    await switchBotOn(desk, {}, { hours: never })
    const visitor = await visit(desk, { timeZone: 'America/Toronto' })
    await visitor.say('カナダまで送れますか？送料は？')
    const said = await visitor.say('人に代わってください')
    expect(said.text).toContain('担当者におつなぎします')
    expect(said.text).toContain('お客様の現地時刻')
    expect(said.text).toContain('繰り返しご説明いただく必要はございません')
    expect(said.replies).toEqual([])
    expect(await onlyConversation(desk)).toMatchObject({ status: 'open' })
    expect((await onlyConversation(desk)).waitingSince).not.toBeNull()
    expect(await talkOf(desk)).toMatchObject({ state: 'handed_over', handed_over_because: 'asked' })
    const { id } = await onlyConversation(desk)
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
    const note = body.items.at(-1)
    expect(note).toMatchObject({ direction: 'note', isAutomatic: true })
    expect(note.text).toContain('担当者を希望されたため')
    expect(note.text).toContain('カナダまで送れますか')
    expect(note.text).toContain('案内した記事：カナダへの配送と関税')
    // From here on a person has it.
    const before = (await visitor.read()).length
    await visitor.say('まだですか')
    expect(await visitor.read()).toHaveLength(before + 1)
  }))

test('where it is unsure between articles it asks back; two that did not help go to a person', () =>
  withDesk(async (desk) => {
    const articles = await shelve(desk)
    await publishArticle(desk, {
      ja: { title: '返品の送り先', html: '<p>返品は倉庫へ着払いでお送りください。</p>' },
    })
    await publishArticle(desk, {
      ja: { title: '返品の手続き', html: '<p>返品はマイページからお申し込みください。</p>' },
    })
    await switchBotOn(desk)
    const visitor = await visit(desk)
    const asked = await visitor.say('返品したい')
    expect(asked.replies.length).toBeGreaterThan(2)
    expect(asked.replies.at(-1)?.key).toBe('person')
    const chosen = await visitor.press(`article:${articles.returns}`)
    expect(chosen.text).toContain('三十日以内')
    const more = await visitor.press('more')
    expect(more.replies.map(({ key }) => key)).toEqual(['person'])
    const [first] = await answersOf(desk)
    expect(first).toMatchObject({
      decision: 'ask',
      chosen_article_id: articles.returns,
      outcome: 'asked_further',
    })
    await visitor.say('包丁の研ぎ方')
    const over = await visitor.press('more')
    expect(over.text).toContain('お役に立てず')
    expect(await talkOf(desk)).toMatchObject({ handed_over_because: 'unhelped', unhelped: 1 })
  }))

test('a topic of the greeting leads to its articles, and an article to its passage', () =>
  withDesk(async (desk) => {
    const articles = await shelve(desk)
    const categories = (await desk.as(desk.ana).get('/api/article-categories')).body.items
    const [topic] = categories
    await desk.as(desk.ana).patch(`/api/articles/${articles.knife}`, { categoryId: topic.id })
    await switchBotOn(desk)
    const visitor = await visit(desk)
    const offered = await visitor.greet(`topic:${topic.id}`, topic.nameJa)
    expect(offered.replies.map(({ label }) => label)).toEqual([
      '包丁の研ぎ方',
      'ほかのこと',
      '担当者に代わる',
    ])
    expect((await visitor.say('1')).text).toContain('砥石を水に浸し')
    expect(await answersOf(desk)).toMatchObject([
      { question: '', chosen_article_id: articles.knife, outcome: null },
    ])
  }))

test('as soon as a person is there the bot is silent, and what was open is theirs', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    await switchBotOn(desk)
    const visitor = await visit(desk)
    await visitor.say('カナダまで送れますか？送料は？')
    const { id } = await onlyConversation(desk)
    await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: desk.ana.staffId })
    expect((await visitor.say('包丁の研ぎ方を教えてください')).from).toBe('visitor')
    expect(await talkOf(desk)).toMatchObject({ state: 'handed_over', handed_over_because: 'person' })
    expect(await answersOf(desk)).toMatchObject([{ outcome: 'handed_over' }])
  }))

test('who writes anew after a person has settled it is answered by the bot again, unless somebody still has it', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    await switchBotOn(desk)
    const visitor = await visit(desk)
    await visitor.say('人に代わってください')
    const { id } = await onlyConversation(desk)
    const path = `/api/conversations/${id}`
    const { lastEventId: lastSeenEventId } = (await desk.as(desk.ana).get(path)).body
    await desk.as(desk.ana).post(`${path}/replies`, { text: '承りました。', lastSeenEventId })
    await desk.as(desk.ana).put(`${path}/assignee`, { staffId: desk.ana.staffId })
    expect((await desk.as(desk.ana).put(`${path}/status`, { status: 'resolved' })).status).toBe(200)
    expect((await visitor.say('包丁の研ぎ方を教えてください')).from).toBe('visitor')
    await desk.as(desk.ana).put(`${path}/assignee`, { staffId: null })
    await desk.as(desk.ana).put(`${path}/status`, { status: 'resolved' })
    expect((await visitor.say('包丁の研ぎ方を教えてください')).text).toContain('砥石を水に浸し')
    expect(await talkOf(desk)).toMatchObject({ state: 'talking', handed_over_because: null, rounds: 1 })
  }))

test('what a person will need is asked for while they are on their way, and kept where they look', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    const { body: reason } = await desk.as(desk.ana).post('/api/contact-reasons', {
      brandId: desk.brandId,
      slug: 'damaged',
      nameEn: 'Damaged',
      nameJa: '破損',
    })
    await switchBotOn(desk, {}, { ask: 'never' })
    const suggest = async () => ({ reasonId: reason.id as number, probability: 0.9 })
    const visitor = await visit(desk, {}, { suggest })
    expect((await visitor.say('届いたお皿が割れていました、担当者に代わってください')).text).toContain(
      'ご注文番号',
    )
    const thanked = await visitor.say('HK-2041です')
    expect(thanked.text).toContain('ご注文番号 HK-2041 を承りました')
    expect(thanked.text).toContain('メールアドレス')
    expect((await visitor.say('hana@example.com です')).text).toContain('hana@example.com')
    const conversation = await onlyConversation(desk)
    expect(conversation).toMatchObject({ orderNumber: 'HK-2041', status: 'new', reasonId: null })
    expect(conversation.customer.address).toBe('hana@example.com')
    expect(await talkOf(desk)).toMatchObject({
      reason_id: reason.id,
      order_number: 'HK-2041',
      email: 'hana@example.com',
    })
    // It listens no more than that.
    expect((await visitor.say('いつ頃になりますか')).from).toBe('visitor')
  }))

test('an order number written later is kept without a word', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    await switchBotOn(desk)
    const visitor = await visit(desk)
    await visitor.say('担当者をお願いします')
    expect((await visitor.say('注文番号は HK-2041 です')).from).toBe('visitor')
    expect(await onlyConversation(desk)).toMatchObject({
      orderNumber: 'HK-2041',
      preview: '注文番号は HK-2041 です',
    })
  }))

test('thanks after it was settled are no question, and a press by the API names its button', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    await switchBotOn(desk, { answersMessengers: true })
    const visitor = await visit(desk)
    await visitor.say('カナダまで送れますか？送料は？')
    await visitor.say('👍')
    expect((await visitor.say('ありがとうございました')).text).toContain('お役に立てて何よりです')
    expect(await onlyConversation(desk)).toMatchObject({ status: 'resolved' })
    expect(await answersOf(desk)).toMatchObject([{ outcome: 'helped' }])
    const post = (externalId: string, more: Record<string, unknown>) =>
      desk
        .as(desk.ana)
        .post('/api/channels/api/messages', { brand: 'hinoki', externalId, from: { id: 'line-7' }, ...more })
    const { conversationId } = (await post('1', { text: 'カナダまで送れますか？送料は？' })).body
    await letBotAnswer(desk)
    const path = `/api/conversations/${conversationId}`
    const [, offer] = (await desk.as(desk.ana).get(`${path}/messages`)).body.items
    await post('2', { text: '担当者に代わる', pressed: { messageId: offer.id, key: 'person' } })
    await letBotAnswer(desk)
    expect((await desk.as(desk.ana).get(path)).body.status).toBe('open')
  }))
