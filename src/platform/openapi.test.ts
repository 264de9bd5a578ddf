import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { tagWords } from './api-docs/tag-words.ts'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

test('the description of the API is valid OpenAPI 3.1, names its nouns, and knows every endpoint', () =>
  withDesk(async (desk) => {
    const { body } = await desk.as(undefined).get('/api/openapi.json')
    expect(await new Validator().validate(body)).toEqual({ valid: true })
    const operations = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap(
      Object.values,
    )
    expect(operations).toHaveLength(desk.app.served.endpoints.length)
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length)
    const list = body.paths['/api/conversations'].get.responses[200].content['application/json'].schema
    expect(list.properties.items.items.$ref).toBe('#/components/schemas/ConversationSummary')
    expect(Object.keys(body.components.schemas)).toEqual(expect.arrayContaining(['Message', 'Problem', 'Me']))
    const text = JSON.stringify(body)
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      expect(body.components.schemas).toHaveProperty(name ?? '')
    }
    expect(text).not.toContain('$defs')
  }))

test('the readable description is there in both languages, whole without scripts and without assets from elsewhere', () =>
  withDesk(async (desk) => {
    const page = async (language: string) =>
      (await desk.as(undefined).get('/api/docs', undefined, { 'accept-language': language })).body as string
    const [ja, en] = [await page('ja,en;q=0.5'), await page('en')]
    expect(ja).toContain('<html lang="ja">')
    expect(ja).toContain('Idempotency-Keyを付けておくと')
    expect(en).toContain('<html lang="en">')
    for (const { summary, tag } of desk.app.served.endpoints) {
      expect(en).toContain(tag)
      expect(ja).toContain(`>${summary.ja}</a>`)
      expect(summary.ja).toMatch(japanese)
      expect(tag === 'Webhooks' ? 'ア' : tagWords(tag, 'ja')).toMatch(japanese)
      expect(summary.en).toMatch(/^[\x20-\x7e’“”]+$/)
    }
    for (const endpoint of desk.app.served.endpoints) expect(en).toContain(`<code>${endpoint.path}</code>`)
    expect(en).not.toMatch(/<script|src=|<link/)
    for (const [, anchor] of en.matchAll(/href="#([\w-]+)"/g)) expect(en).toContain(`id="${anchor}"`)
  }))
