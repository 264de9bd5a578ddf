import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

// A rule that answers everything with this text.
async function answering(desk: TestDesk, textEn: string) {
  const ana = desk.as(desk.ana)
  const { body: template } = await ana.post('/api/templates', {
    ...{ brandId: desk.brandId, name: 'Help yourself', textEn },
  })
  expect(template).toMatchObject({ textEn })
  const actions = [{ action: 'reply', value: { templateId: template.id } }]
  await ana.post('/api/rules', ruleWish(desk, { conditions: { all: [] }, actions }))
  return async () => {
    const id = await desk.receive(
      `carter${Math.random()}@example.com`,
      'Where is my order? It never arrived.',
    )
    await letRulesRun(desk)
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    return items.find((one: { direction: string }) => one.direction === 'out')?.text
  }
}

test('a rule’s letter names the help centre, an article, the form and the customer’s own page by their addresses', () =>
  withDesk(async (desk) => {
    const article = await publishArticle(desk, { en: { title: 'Late parcels', html: '<p>Wait.</p>' } })
    const answer = await answering(
      desk,
      `{{link.help}} {{link.article.${article}}} {{link.contact}} {{link.mine}}`,
    )
    const help = 'http://desk.test/help/hinoki/en'
    expect(await answer()).toContain(
      `${help} ${help}/articles/${article} http://desk.test/form/hinoki?lang=en ${help}/mine`,
    )
  }))

test('an article that nobody can read any more is not named: the letter stays, or says the words for that case', () =>
  withDesk(async (desk) => {
    const article = await publishArticle(desk, { en: { title: 'Late parcels', html: '<p>Wait.</p>' } })
    const answer = await answering(desk, `See {{link.article.${article}|our help centre}}.`)
    expect(await answer()).toContain(`/articles/${article}.`)
    await desk.as(desk.ana).delete(`/api/articles/${article}/texts/en/publication`)
    expect(await answer()).toContain('See our help centre.')
  }))
