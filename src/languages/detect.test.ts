import { expect, test } from 'vitest'
import { detectLanguage } from './detect.ts'

test.each([
  ['返品希望', 'ja', 'ja'],
  ['返品希望', 'zh', 'zh'],
  ['配送状況確認', 'ja', 'ja'],
  ['订单还没到，请问什么时候发货', 'ja', 'zh'],
  ['ﾍﾝﾋﾟﾝｼﾀｲﾃﾞｽ', 'en', 'ja'],
  ['henpin shitai desu', 'en', 'ja'],
  ['Hello, I ordered the 土鍋 and a ドナベ stand last week.', 'ja', 'en'],
  ['Thank you, 山田様', 'ja', 'en'],
  ['tamagoyaki pan TP-20 の seasoning は必要ですか', 'en', 'ja'],
  ['My order says ありがとう, but when does the tamagoyaki pan arrive?', 'ja', 'en'],
  ['Bonjour, où est mon colis ?', 'ja', 'fr'],
  ['주문한 상품이 아직 도착하지 않았습니다', 'ja', 'ko'],
  ['Wo ist meine Bestellung?', 'ja', 'de'],
  ['> This is what you wrote in English before\n届きました。', 'en', 'ja'],
  ['Hello', 'ja', 'en'],
  ['Thanks!', 'ja', 'en'],
  ['OK', 'ja', 'en'],
  ['Hallo', 'ja', 'de'],
  ['Merci beaucoup', 'ja', 'fr'],
  ['Hola', 'en', 'es'],
  ['waar is mijn bestelling', 'ja', 'nl'],
  ['dove è il mio ordine', 'en', 'it'],
  ['meu pedido não chegou', 'en', 'pt'],
  ['dónde está mi pedido', 'en', 'es'],
  ['HK-10234 https://shop.example/orders', 'ja', 'ja'],
])('%j, where %s is expected, is %s', (text, expected, code) => {
  expect(detectLanguage(text, expected).code).toBe(code)
})

test('without letters nothing tells, and it says so', () => {
  expect(detectLanguage('12345 !!')).toEqual({ code: 'und', confidence: 0 })
})
