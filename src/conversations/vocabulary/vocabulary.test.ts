import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('a template is made in two languages, found, counted when used, changed and deleted', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const wish = {
      brandId: desk.brandId,
      name: 'Late parcel',
      shortcut: 'late',
      textEn: 'Sorry.',
      textJa: '申し訳ございません。',
    }
    const { body: made } = await ana.post('/api/templates', wish)
    await ana.post('/api/templates', { ...wish, name: 'Thanks', shortcut: null })
    expect((await ana.post('/api/templates', wish)).body).toMatchObject({
      code: 'shortcut_taken',
      field: 'shortcut',
    })
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    await ana.post(`/api/conversations/${id}/replies`, {
      text: 'Sorry.',
      lastSeenEventId: lastEventId,
      templateId: made.id,
    })
    const { items } = (await ana.get('/api/templates?limit=1')).body
    expect(items).toMatchObject([{ id: made.id, used: 1 }])
    expect((await ana.get(`/api/templates?q=${encodeURIComponent('申し訳')}`)).body.items).toHaveLength(2)
    expect(
      (await ana.patch(`/api/templates/${made.id}`, { shortcut: null, textEn: 'Very sorry.' })).body,
    ).toMatchObject({
      shortcut: null,
      textEn: 'Very sorry.',
      textJa: '申し訳ございません。',
    })
    expect((await ana.delete(`/api/templates/${made.id}`)).status).toBe(200)
    expect((await ana.get('/api/templates')).body.items).toHaveLength(1)
  }))

test('templates, tags and reasons of another brand are not there', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const template = await ana.post('/api/templates', { brandId: desk.brandId, name: 'Thanks' })
    const reason = await ana.post('/api/contact-reasons', {
      brandId: desk.brandId,
      slug: 'other',
      nameEn: 'Other',
      nameJa: 'その他',
    })
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['late'] })
    const tag = (await ana.get('/api/tags')).body.items[0]
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    for (const path of [
      `templates/${template.body.id}`,
      `contact-reasons/${reason.body.id}`,
      `tags/${tag.id}`,
    ])
      expect((await outsider.patch(`/api/${path}`, { name: 'x', nameEn: 'x' })).status).toBe(404)
    expect((await outsider.post('/api/templates', { brandId: desk.brandId, name: 'x' })).status).toBe(404)
    for (const path of ['templates', 'contact-reasons', 'tags'])
      expect((await outsider.get(`/api/${path}`)).body.items).toEqual([])
    const agent = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    expect((await agent.delete(`/api/tags/${tag.id}`)).status).toBe(403)
  }))

test('a tag renamed to the name of another becomes one with it', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const one = await desk.receive('a@example.com', 'One')
    const both = await desk.receive('b@example.com', 'Two')
    await ana.put(`/api/conversations/${one}/tags`, { tags: ['delay'] })
    await ana.put(`/api/conversations/${both}/tags`, { tags: ['delay', 'late'] })
    const { items } = (await ana.get('/api/tags?q=DE')).body
    expect(items).toMatchObject([{ name: 'delay' }])
    expect((await ana.patch(`/api/tags/${items[0].id}`, { name: ' Late ' })).body.name).toBe('late')
    for (const id of [one, both])
      expect((await ana.get(`/api/conversations/${id}`)).body.tags).toEqual(['late'])
    expect((await ana.get('/api/tags')).body.items).toHaveLength(1)
  }))

test('reasons keep their order and short name', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const make = (slug: string, position: number) =>
      ana.post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug, position })
    await make('returns', 2)
    await make('delivery', 1)
    expect((await make('returns', 3)).body).toMatchObject({ code: 'reason_slug_taken', field: 'slug' })
    const { items } = (await ana.get('/api/contact-reasons')).body
    expect(items.map((one: { slug: string }) => one.slug)).toEqual(['delivery', 'returns'])
  }))

test('who changed a tag, a template or a reason is kept, and a refusal leaves nothing', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const template = {
      brandId: desk.brandId,
      name: 'Thanks',
      shortcut: 'thanks',
      textEn: 'Thanks.',
      textJa: 'ありがとうございます。',
    }
    const { body: made } = await ana.post('/api/templates', template)
    await ana.post('/api/templates', template)
    await ana.patch(`/api/templates/${made.id}`, { name: 'Thank you' })
    await ana.delete(`/api/templates/${made.id}`)
    const reason = { brandId: desk.brandId, slug: 'gift', nameEn: 'Gift', nameJa: 'ギフト' }
    const { body: gift } = await ana.post('/api/contact-reasons', reason)
    await ana.post('/api/contact-reasons', reason)
    await ana.patch(`/api/contact-reasons/${gift.id}`, { isArchived: true })
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['late'] })
    const [late] = (await ana.get('/api/tags')).body.items
    await ana.patch(`/api/tags/${late.id}`, { name: ' ' })
    await ana.patch(`/api/tags/${late.id}`, { name: 'delayed' })
    await ana.delete(`/api/tags/${late.id}`)
    const types = (await desk.events()).filter((type) => /^(?:tag|template|reason)\./.test(type))
    expect(types).toEqual([
      'template.created',
      'template.changed',
      'template.deleted',
      'reason.created',
      'reason.changed',
      'tag.renamed',
      'tag.deleted',
    ])
  }))
