import { expect, test } from 'vitest'
import type { Person, TestDesk } from '#test/desk.ts'
import { withDesk } from '#test/desk.ts'

const body = '<p>Wash by hand and dry at once.</p>'

test('an article is written, reviewed, approved and published, and each step is an event', () =>
  withDesk(async (desk) => {
    const { rin, mika } = await staff(desk)
    const made = await desk.as(rin).post('/api/articles', wish(desk))
    expect(made.body).toMatchObject({ owner: { name: 'Rin' }, texts: { ja: null, en: { state: 'draft' } } })
    const at = `/api/articles/${made.body.id}/texts/en`
    const saved = await desk.as(rin).put(at, { revision: 1, title: 'Care', html: body, keywords: ['wash'] })
    expect(saved.body.texts.en).toMatchObject({ revision: 2, state: 'draft', published: null })
    const asked = await desk.as(rin).post(`${at}/review`, { revision: 2, text: 'Please read.' })
    expect(asked.body.texts.en).toMatchObject({
      state: 'in_review',
      remarks: [{ kind: 'asked', by: { name: 'Rin' } }],
    })
    expect((await desk.as(rin).post(`${at}/approval`, { revision: 2 })).status).toBe(403)
    const back = await desk.as(mika).post(`${at}/return`, { revision: 2, text: 'Which soap?' })
    expect(back.body.texts.en.state).toBe('draft')
    await desk.as(rin).post(`${at}/review`, { revision: 2 })
    expect((await desk.as(mika).post(`${at}/approval`, { revision: 2 })).body.texts.en.state).toBe('approved')
    expect((await desk.as(rin).post(`${at}/publication`, { revision: 2 })).status).toBe(403)
    const out = await desk.as(mika).post(`${at}/publication`, { revision: 2 })
    expect(out.body.texts.en).toMatchObject({ state: 'published', published: { number: 1, title: 'Care' } })
    expect(await knowledgeEvents(desk)).toEqual([
      'article.created',
      'article.saved',
      'article.review_asked',
      'article.sent_back',
      'article.review_asked',
      'article.approved',
      'article.published',
    ])
  }))

test('an edited published text is a draft again while readers go on seeing the version', () =>
  withDesk(async (desk) => {
    const { at, mika } = await published(desk)
    await desk.as(mika).put(at, { revision: 2, title: 'Care', html: '<p>New words.</p>', keywords: [] })
    const page = (await desk.as(mika).get(at.replace('/texts/en', ''))).body.texts.en
    expect(page).toMatchObject({ state: 'draft', revision: 3, published: { number: 1 } })
    const version = await desk.as(mika).get(`/api/article-versions/${page.published.versionId}`)
    expect(version.body.html).toBe(body)
  }))

test('of two who edit at once the second is shown the first’s change, and nothing is overwritten', () =>
  withDesk(async (desk) => {
    const { at, rin, mika } = await published(desk)
    await desk.as(rin).put(at, { revision: 2, title: 'Care', html: '<p>First.</p>', keywords: [] })
    const before = await desk.lastEvent()
    const second = await desk
      .as(mika)
      .put(at, { revision: 2, title: 'Care', html: '<p>Second.</p>', keywords: [] })
    expect(second).toMatchObject({
      status: 409,
      body: {
        code: 'article_changed',
        theirs: { html: '<p>First.</p>', revision: 3, editedBy: { name: 'Rin' } },
      },
    })
    expect(await desk.events(before)).toEqual([])
  }))

test('of many who save or publish at the same moment one does, and the others are told', () =>
  withDesk(async (desk) => {
    const { at, mika } = await published(desk)
    const saves = await Promise.all(
      [1, 2, 3].map((n) =>
        desk.as(mika).put(at, { revision: 2, title: 'Care', html: `<p>Number ${n}.</p>`, keywords: [] }),
      ),
    )
    expect(saves.map((one) => one.status).sort()).toEqual([200, 409, 409])
    const out = await Promise.all([1, 2].map(() => desk.as(mika).post(`${at}/publication`, { revision: 3 })))
    expect(out.map((one) => one.status)).toEqual([200, 200])
    expect((await desk.as(mika).get(`${at}/versions`)).body.items).toHaveLength(2)
  }))

test('saving without a change is no change', () =>
  withDesk(async (desk) => {
    const { at, rin } = await published(desk)
    const before = await desk.lastEvent()
    const same = await desk.as(rin).put(at, { revision: 2, title: 'Care', html: body, keywords: [] })
    expect(same.body.texts.en).toMatchObject({ revision: 2, state: 'published' })
    expect(await desk.events(before)).toEqual([])
  }))

test('what would disappoint its readers is not published', () =>
  withDesk(async (desk) => {
    const { rin, mika } = await staff(desk)
    const { id } = (await desk.as(rin).post('/api/articles', wish(desk))).body
    const at = `/api/articles/${id}/texts/en`
    const tries = [
      ['', body, 'title_missing'],
      ['Care', '<p> </p>', 'text_empty'],
      ['Care', '<p>See</p><img src="/article-files/1" alt="">', 'alt_missing'],
    ]
    for (const [n, [title, html, code]] of tries.entries()) {
      await desk.as(rin).put(at, { revision: n + 1, title, html, keywords: [] })
      const refused = await desk.as(mika).post(`${at}/publication`, { revision: n + 2 })
      expect(refused).toMatchObject({ status: 422, body: { code } })
    }
    expect(await knowledgeEvents(desk)).not.toContain('article.published')
  }))

test('a translation is stale once its source is published anew, until it says it has followed', () =>
  withDesk(async (desk) => {
    const { id, at, rin, mika } = await published(desk)
    const ja = `/api/articles/${id}/texts/ja`
    const begun = await desk
      .as(rin)
      .put(ja, { revision: 0, title: 'お手入れ', html: '<p>手洗い</p>', keywords: [] })
    expect(begun.body.texts.ja).toMatchObject({ isStale: false, revision: 1 })
    expect(begun.body.texts.ja.translatedFromId).toBe(begun.body.texts.en.published.versionId)
    await desk
      .as(mika)
      .put(at, { revision: 2, title: 'Care', html: '<p>Wash by hand and oil it.</p>', keywords: [] })
    const again = (await desk.as(mika).post(`${at}/publication`, { revision: 3 })).body
    expect(again.texts.ja.isStale).toBe(true)
    const changed = await desk.as(rin).get(`${at}/comparison?from=translated&to=published`)
    expect(changed.body.blocks[0].kind).toBe('changed')
    const followed = await desk.as(rin).put(ja, {
      revision: 1,
      title: 'お手入れ',
      html: '<p>手洗いと油</p>',
      keywords: [],
      translatedFromId: again.texts.en.published.versionId,
    })
    expect(followed.body.texts.ja.isStale).toBe(false)
  }))

test('a version is compared with the draft and restored into it', () =>
  withDesk(async (desk) => {
    const { id, at, rin, mika, versionId } = await published(desk)
    await desk
      .as(rin)
      .put(at, { revision: 2, title: 'Care', html: '<h2>New</h2><p>Wash by hand.</p>', keywords: [] })
    const { body: compared } = await desk.as(rin).get(`${at}/comparison?from=${versionId}`)
    expect(compared.blocks.map((one: { kind: string }) => one.kind)).toEqual(['added', 'changed'])
    const restored = await desk.as(rin).post(`${at}/restoration`, { revision: 3, versionId })
    expect(restored.body.texts.en).toMatchObject({ html: body, state: 'draft', revision: 4 })
    await desk.as(mika).post(`${at}/publication`, { revision: 4 })
    const { items } = (await desk.as(rin).get(`${at}/versions`)).body
    expect(items.map((one: { number: number }) => one.number)).toEqual([2, 1])
    expect(items[1].endedAt).not.toBeNull()
    const foreign = await desk
      .as(rin)
      .post(`/api/articles/${id}/texts/en/restoration`, { revision: 4, versionId: 99 })
    expect(foreign.status).toBe(404)
  }))

test('articles stand in the order of their categories, page after page, and are found by what is asked', () =>
  withDesk(async (desk) => {
    const { rin } = await staff(desk)
    const { items } = (await desk.as(rin).get('/api/article-categories')).body
    for (const [n, category] of [items[2], items[0], null, items[0]].entries())
      await desk
        .as(rin)
        .post('/api/articles', { ...wish(desk), title: `Nr ${n}`, categoryId: category?.id ?? null })
    const first = (await desk.as(rin).get('/api/articles?limit=3')).body
    const next = (await desk.as(rin).get(`/api/articles?limit=3&cursor=${first.nextCursor}`)).body
    const titles = [...first.items, ...next.items].map((one) => one.texts.en.title)
    expect(titles).toEqual(['Nr 1', 'Nr 3', 'Nr 0', 'Nr 2'])
    expect(next.nextCursor).toBeNull()
    const found = async (query: string) =>
      (await desk.as(rin).get(`/api/articles?${query}`)).body.items.map(
        (one: { texts: { en: { title: string } } }) => one.texts.en.title,
      )
    expect(await found('q=NR%203')).toEqual(['Nr 3'])
    expect(await found('categoryId=none')).toEqual(['Nr 2'])
    expect(await found('missing=en')).toEqual([])
    expect(await found('owner=me&state=draft')).toHaveLength(4)
    const last = first.items[1]
    await desk.as(rin).put(`/api/articles/${last.id}/place`, {
      categoryId: items[0].id,
      beforeId: first.items[0].id,
    })
    expect(await found(`categoryId=${items[0].id}`)).toEqual(['Nr 3', 'Nr 1'])
  }))

test('what an article is for is changed, within its brand only', () =>
  withDesk(async (desk) => {
    const { id, rin, mika } = await published(desk)
    const change = { audience: 'staff', countries: ['US'], ownerId: mika.staffId, reviewOn: '2027-01-31' }
    const changed = await desk.as(rin).patch(`/api/articles/${id}`, change)
    expect(changed.body).toMatchObject({
      audience: 'staff',
      countries: ['US'],
      owner: { name: 'Mika' },
      reviewOn: '2027-01-31',
    })
    const omar = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    const before = await desk.lastEvent()
    expect((await desk.as(rin).patch(`/api/articles/${id}`, { ownerId: omar.staffId })).status).toBe(422)
    expect((await desk.as(omar).patch(`/api/articles/${id}`, change)).status).toBe(404)
    expect((await desk.as(omar).get('/api/articles')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))

test('what readers see is withdrawn before it is put away, and all versions stay', () =>
  withDesk(async (desk) => {
    const { id, at, rin, mika } = await published(desk)
    expect((await desk.as(mika).put(`/api/articles/${id}/archived`, { isArchived: true })).status).toBe(409)
    expect((await desk.as(rin).delete(`${at}/publication`)).status).toBe(403)
    const gone = await desk.as(mika).delete(`${at}/publication`)
    expect(gone.body.texts.en).toMatchObject({ state: 'draft', published: null, html: body })
    expect((await desk.as(mika).delete(`${at}/publication`)).status).toBe(404)
    const away = await desk.as(mika).put(`/api/articles/${id}/archived`, { isArchived: true })
    expect(away.body.isArchived).toBe(true)
    expect((await desk.as(rin).put(at, { revision: 2, title: 'x', html: '', keywords: [] })).status).toBe(409)
    expect((await desk.as(rin).get(`${at}/versions`)).body.items).toHaveLength(1)
  }))

test('the queue says what to look at and why', () =>
  withDesk(async (desk) => {
    const { id, at, rin, versionId } = await published(desk)
    await desk.as(rin).patch(`/api/articles/${id}`, { ownerId: null, reviewOn: '2020-01-01' })
    await desk.rows((tx) =>
      tx
        .insertInto('article_votes')
        .values(
          [true, false, false, false, false].map((is_helpful) => ({
            brand_id: desk.brandId,
            article_id: id,
            version_id: versionId,
            is_helpful,
          })),
        )
        .execute(),
    )
    const { items } = (await desk.as(rin).get('/api/article-reviews')).body
    expect(items).toMatchObject([
      {
        articleId: id,
        locale: 'en',
        reasons: ['overdue', 'low_votes', 'no_owner'],
        votes: { helpful: 1, unhelpful: 4 },
      },
    ])
    await desk.as(rin).put(at, { revision: 2, title: 'Care', html: '<p>Better.</p>', keywords: [] })
    await desk.as(rin).post(`${at}/review`, { revision: 3 })
    const asked = (await desk.as(rin).get('/api/article-reviews?reason=asked')).body.items
    expect(asked[0].reasons[0]).toBe('asked')
    expect((await desk.as(rin).get('/api/article-reviews?reason=stale')).body.items).toEqual([])
    expect((await desk.as(rin).get(`/api/articles/${id}/votes`)).body.items).toHaveLength(5)
  }))

const wish = (desk: TestDesk) => ({ brandId: desk.brandId, sourceLocale: 'en' })
const knowledgeEvents = async (desk: TestDesk) =>
  (await desk.events()).filter((type) => type.startsWith('article.'))

async function staff(desk: TestDesk): Promise<{ rin: Person; mika: Person }> {
  return {
    rin: await desk.hire('Rin', 'agent', [desk.brandId]),
    mika: await desk.hire('Mika', 'supervisor', [desk.brandId]),
  }
}

async function published(desk: TestDesk) {
  const { rin, mika } = await staff(desk)
  const { id } = (await desk.as(rin).post('/api/articles', wish(desk))).body
  const at = `/api/articles/${id}/texts/en`
  await desk.as(rin).put(at, { revision: 1, title: 'Care', html: body, keywords: [] })
  const out = await desk.as(mika).post(`${at}/publication`, { revision: 2 })
  return { id, at, rin, mika, versionId: out.body.texts.en.published.versionId }
}
