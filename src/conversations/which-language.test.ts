import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { contentInBoth, partsOf } from './both-languages.ts'
import { type Evidence, languagesBy } from './which-language.ts'

const nothing: Evidence = {
  ...{ preferred: null, wrote: null, page: null, country: null, phone: null, email: null, brand: 'ja' },
}

test.each<[string, Partial<Evidence>, string, string, boolean]>([
  ['the brand’s language leads where nothing tells', {}, 'ja', 'brand', true],
  [
    'what they prefer is enough, whatever they wrote',
    { preferred: 'en', wrote: 'ja' },
    'en',
    'preferred',
    false,
  ],
  ['what they wrote is enough', { wrote: 'en' }, 'en', 'wrote', false],
  [
    'what they wrote leads, but where they live says otherwise',
    { wrote: 'en', country: 'JP' },
    'en',
    'wrote',
    true,
  ],
  ['where they live agrees with what they wrote', { wrote: 'ja', country: 'JP' }, 'ja', 'wrote', false],
  ['a third language is answered in English', { wrote: 'fr', country: 'FR' }, 'en', 'wrote', false],
  ['a third language written in Japan in both', { wrote: 'zh', country: 'JP' }, 'en', 'wrote', true],
  [
    'the page they wrote from leads before their country',
    { page: 'en-US', country: 'JP' },
    'en',
    'page',
    true,
  ],
  ['a phone number tells where somebody lives', { phone: '+819012345678', brand: 'en' }, 'ja', 'phone', true],
  ['so does the ending of an address', { email: 'a@b.co.jp', brand: 'en' }, 'ja', 'address', true],
  ['but not one that is bought for its looks', { email: 'a@b.io' }, 'ja', 'brand', true],
])('%s', (_, evidence, first, because, isUnknown) => {
  const found = languagesBy({ ...nothing, ...evidence })
  expect(found).toMatchObject({ because, isUnknown })
  expect(found.order[0]).toBe(first)
})

test('two texts become one message, and are two again when it is taken back', () => {
  const wish = { html: '<p>承りました。</p>', both: { first: 'ja' as const, html: '<p>We have it.</p>' } }
  const made = contentInBoth(wish)
  expect(made.html).toMatch(
    /^<div lang="ja"><p>承りました。<\/p><\/div><hr [^>]+><div lang="en"><p>We have it/,
  )
  expect(made.text).toBe('承りました。\n\n――――――――――\n\nWe have it.')
  expect(partsOf(made, 'ja')).toEqual({
    ...{ text: '承りました。', html: wish.html },
    both: { first: 'ja', text: 'We have it.', html: wish.both.html },
  })
  const plain = contentInBoth({ text: 'One < two', both: { first: 'en', text: '一' } })
  expect(plain).toEqual({ text: 'One < two\n\n――――――――――\n\n一', html: null })
  const mixed = contentInBoth({ text: 'One < two', both: { first: 'en', html: '<p>一</p>' } })
  expect(mixed.html).toContain('<p>One &lt; two</p>')
})

test('an answer in both languages leaves as one message, says so, and comes back as two texts', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('carter@example.com', '12345')
    expect((await ana.get(`/api/conversations/${id}/languages`)).body).toMatchObject({
      preferred: null,
      order: ['ja', 'en'],
      isUnknown: true,
    })
    const { lastEventId: lastSeenEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const both = { first: 'ja', html: '<p>We have it.</p>' }
    const wish = { html: '<p>承りました。</p>', both, lastSeenEventId }
    const sent = await ana.post(`/api/conversations/${id}/replies`, wish)
    expect(sent.body).toMatchObject({
      languages: ['ja', 'en'],
      text: '承りました。\n\n――――――――――\n\nWe have it.',
    })
    expect((await ana.post(`/api/messages/${sent.body.id}/cancel`)).status).toBe(200)
    const { draft } = (await ana.get(`/api/conversations/${id}/draft`)).body
    expect(draft).toMatchObject({
      html: '<p>承りました。</p>',
      both: { first: 'ja', html: '<p>We have it.</p>' },
    })
    const half = await ana.post(`/api/conversations/${id}/replies`, {
      ...wish,
      both: { first: 'ja', text: ' ' },
      lastSeenEventId: await desk.lastEvent(),
    })
    expect(half).toMatchObject({ status: 422, body: { code: 'empty_reply', field: 'both.text' } })
    const outsider = desk.as(await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')]))
    expect((await outsider.get(`/api/conversations/${id}/languages`)).status).toBe(404)
  }))
