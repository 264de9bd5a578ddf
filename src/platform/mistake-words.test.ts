import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { parse } from './serve.ts'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

test('what is wrong with each field is said in the language of whoever sent it', () =>
  withDesk(async (desk) => {
    const invite = (language: string) =>
      desk
        .as(desk.ana)
        .post('/api/staff', { email: 'nobody', name: '', role: 'king' }, { 'accept-language': language })
    const [ja, en] = [await invite('ja'), await invite('en')]
    expect(ja.status).toBe(422)
    expect(ja.body.errors).toEqual([
      { field: 'email', code: 'invalid_format', message: expect.stringContaining('メールアドレスを入力') },
      { field: 'name', code: 'too_small', message: '入力してください。' },
      { field: 'role', code: 'invalid_value', message: expect.stringContaining('次のいずれか') },
    ])
    expect(en.body.errors.map((one: { message: string }) => one.message)).toEqual([
      'Enter a mail address, such as name@example.com.',
      'This is needed.',
      expect.stringContaining('Choose one of these: admin'),
    ])
  }))

test('no mistake in anything sent is answered in the other language', () =>
  withDesk(async (desk) => {
    const schemas = desk.app.served.endpoints.flatMap(({ body, query }) => [body, query].filter(Boolean))
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.jsonValue(), (schema, value) => {
        const messages = (locale: 'ja' | 'en') => {
          try {
            parse(schema, value, 'body', locale)
            return []
          } catch (error) {
            return (error as { more: { errors: { message: string }[] } }).more.errors.map(
              (one) => one.message,
            )
          }
        }
        for (const message of messages('ja')) expect(message).toMatch(japanese)
        for (const message of messages('en')) expect(message).not.toMatch(japanese)
      }),
      { numRuns: 500 },
    )
  }))
