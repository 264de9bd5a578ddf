import { expect, test } from 'vitest'
import { htmlToLines } from '../html/html-to-plain.ts'
import { visibleLines, visibleText } from './visible-text.ts'

const words = 'お世話になっております。\n商品がまだ届きません。ご確認をお願いいたします。'
const quote = 'ご注文ありがとうございます。\n昨日発送いたしました。'
const prefixed = quote.replace(/^/gm, '> ')

/** How mail programs introduce what they quote below. */
const topPosted: [string, string][] = [
  ['Gmail', `2022年1月1日(土) 9:00 山田 太郎 <yamada@example.jp>:\n\n${prefixed}`],
  [
    'Gmail, folded',
    `2022年1月1日(土) 9:00 株式会社サンプル カスタマーサポート窓口\n<support@example.jp>:\n\n${prefixed}`,
  ],
  ['Gmail with 午前', `2022年1月1日(土) 午前9:00 山田 <yamada@example.jp>:\n${prefixed}`],
  [
    'Gmail in English',
    `On Sat, Jan 1, 2022 at 9:00 AM Taro Yamada <yamada@example.jp> wrote:\n\n${prefixed}`,
  ],
  ['Gmail without marks', `2022年1月1日(土) 9:00 山田 太郎 <yamada@example.jp>:\n\n${quote}`],
  ['iPhone', `2022/01/01 9:00、山田太郎 <yamada@example.jp>のメール:\n\n${prefixed}`],
  [
    'iPhone, name in corner quotes',
    `2022/01/01 9:00、"yamada@example.jp" <yamada@example.jp>のメール：\n\n${quote}`,
  ],
  ['Apple Mail', `2022年1月1日 9:00、山田太郎 <yamada@example.jp>のメール:\n\n${prefixed}`],
  ['Apple Mail, message', `2022/01/01 9:00、山田太郎 <yamada@example.jp>のメッセージ:\n\n${quote}`],
  [
    'Outlook',
    `差出人: 山田 太郎 <yamada@example.jp>\n送信日時: 2022年1月1日 9:00\n宛先: 鈴木 <suzuki@example.jp>\n件名: Re: ご注文\n\n${quote}`,
  ],
  [
    'Outlook with a mark',
    `-----Original Message-----\nFrom: 山田 <yamada@example.jp>\nSent: Saturday, January 1, 2022 9:00 AM\nTo: suzuki@example.jp\nSubject: Re: ご注文\n\n${quote}`,
  ],
  [
    'Outlook, rule',
    `________________________________\n差出人: 山田 太郎 <yamada@example.jp>\n送信日時: 2022年1月1日 土曜日 9:00:00\n宛先: suzuki@example.jp <suzuki@example.jp>\nCC: 佐藤\n件名: ご注文\n\n${quote}`,
  ],
  [
    'Outlook, exchange names only',
    `From: 山田 太郎\nSent: Saturday, January 1, 2022 9:00 AM\nTo: 鈴木 花子\nSubject: RE: ご注文\n\n${quote}`,
  ],
  ['Windows Mail', `送信者: 山田 太郎\n送信日時: ‎2022‎年‎1‎月‎1‎日 ‎土曜日 ‎9‎:‎00\n宛先: 鈴木\n\n${quote}`],
  [
    'Yahoo! Mail',
    `----- Original Message -----\nFrom: 山田 <yamada@example.jp>\nTo: "suzuki@example.jp"\nDate: 2022/1/1, Sat 09:00\nSubject: ご注文\n\n${quote}`,
  ],
  ['Yahoo! Mail, old', `--- On Sat, 2022/1/1, 山田 <yamada@example.jp> wrote:\n\n${quote}`],
  ['Yahoo! Mail app', `2022年1月1日(土) 9:00 <yamada@example.jp>:\n${quote}`],
  ['docomo', `-----元のメッセージ-----\n差出人：山田\n日時：2022/01/01 9:00\n\n${quote}`],
  ['docomo, sentence', `2022/01/01 9:00 yamada@example.jp:\n${prefixed}`],
  ['au', `---------- 元のメール ----------\n${quote}`],
  ['au, original', `------ Original Message ------\n${quote}`],
  ['SoftBank', `-----返信元メッセージ-----\n${quote}`],
  ['Thunderbird', `山田太郎 さんは書きました (2022/01/01 9:00):\n${prefixed}`],
  ['Thunderbird, time first', `2022/01/01 9:00、山田太郎 さんは書きました:\n${prefixed}`],
  ['Thunderbird in English', `On 2022/01/01 9:00, 山田太郎 wrote:\n${prefixed}`],
  ['Becky!', `On Sat, 01 Jan 2022 09:00:00 +0900\n山田太郎 <yamada@example.jp> wrote:\n\n${prefixed}`],
  ['Shuriken', `2022年1月1日 09:00:00 に 山田太郎 <yamada@example.jp> さんは書きました:\n${prefixed}`],
  ['Mew', `山田さんは書きました:\n${prefixed}`],
  ['French', `Le sam. 1 janv. 2022 à 09:00, Taro Yamada <yamada@example.jp> a écrit :\n\n${prefixed}`],
  ['German', `Am Sa., 1. Jan. 2022 um 09:00 Uhr schrieb Taro Yamada <yamada@example.jp>:\n\n${prefixed}`],
  [
    'German Outlook',
    `Von: Taro <yamada@example.jp>\nGesendet: Samstag, 1. Januar 2022 09:00\nAn: Hanako\nBetreff: AW: Bestellung\n\n${quote}`,
  ],
  ['Spanish', `El sáb, 1 ene 2022 a las 9:00, Taro Yamada (<yamada@example.jp>) escribió:\n\n${prefixed}`],
  ['Chinese', `Taro <yamada@example.jp> 于2022年1月1日周六 09:00写道：\n\n${prefixed}`],
  [
    'Chinese Outlook',
    `发件人: Taro <yamada@example.jp>\n发送时间: 2022年1月1日 9:00\n收件人: Hanako\n主题: 订单\n\n${quote}`,
  ],
  ['Korean', `2022년 1월 1일 (토) 오전 9:00, Taro <yamada@example.jp>님이 작성:\n\n${prefixed}`],
  ['marks alone', prefixed],
  ['full-width marks', quote.replace(/^/gm, '＞ ')],
  ['a line to write above', `##- この行より上に返信してください -##\n${quote}`],
]

test.each(topPosted)('what %s quotes below the answer is folded', (_program, below) => {
  const { visible, folded } = visibleText(`${words}\n\n${below}`)
  expect(visible).toBe(words)
  expect(folded.map(({ kind }) => kind)).toEqual(['quote'])
  expect(folded[0]?.text).toContain('昨日発送いたしました。')
})

const signatures: [string, string][] = [
  ['the standard mark', '-- \n山田太郎\nyamada@example.jp'],
  ['an iPhone', 'iPhoneから送信'],
  ['an iPhone in English', 'Sent from my iPhone'],
  ['Outlook for iOS', 'Outlook for iOS を入手'],
  ['Outlook for Android', 'Android 用 Outlook を入手'],
  ['Gmail on Android', 'Androidから送信'],
  ['Yahoo! Mail', 'Yahoo! JAPANメールから送信'],
  [
    'a thick rule',
    '━━━━━━━━━━━━━━\n株式会社サンプル\n営業部 山田太郎\nTEL: 03-1234-5678\nhttps://www.example.jp/\n━━━━━━━━━━━━━━',
  ],
  ['stars', '＊＊＊＊＊＊＊＊＊＊＊＊\n山田 太郎\nE-mail：yamada@example.jp\n＊＊＊＊＊＊＊＊＊＊＊＊'],
  [
    'dashes',
    '----------------------------\n山田太郎\n〒100-0001 東京都千代田区1-1\nTel 03-1234-5678\n----------------------------',
  ],
  ['infinity', '∞∞∞∞∞∞∞∞∞∞∞∞\n山田花子\nhanako@example.jp\n∞∞∞∞∞∞∞∞∞∞∞∞'],
  ['a mixed rule', '+*:;;;:*+*:;;;:*+\n山田花子\nhanako@docomo.ne.jp\n+*:;;;:*+*:;;;:*+'],
]

test.each(signatures)('a signature set off by %s is folded', (_how, signature) => {
  const { visible, folded } = visibleText(`${words}\n\n${signature}`)
  expect(visible).toBe(words)
  expect(folded.map(({ kind }) => kind)).toEqual(['signature'])
})

test('a signature above the quotation is folded, each by itself', () => {
  const mail = `${words}\n\niPhoneから送信\n\n2022/01/01 9:00、山田太郎 <yamada@example.jp>のメール:\n\n${prefixed}`
  expect(visibleText(mail)).toMatchObject({
    visible: words,
    folded: [{ kind: 'signature' }, { kind: 'quote' }],
  })
})

test('answers written between quoted lines stay', () => {
  const mail = `2022年1月1日(土) 9:00 山田 <a@example.jp>:\n> 色はどちらですか\n\n青でお願いします。\n\n> 数量は\n\n2つです。`
  expect(visibleText(mail).visible).toBe('青でお願いします。\n\n2つです。')
})

test('answers announced as standing in the quotation are not folded with it', () => {
  const mail = `下記に赤字でお答えします。\n\n差出人: 山田 <a@example.jp>\n送信日時: 2022年1月1日 9:00\n件名: 質問\n\n色は? 青です`
  expect(visibleText(mail).visible).toContain('青です')
})

test.each([
  [
    'Gmail',
    '---------- Forwarded message ---------\nFrom: Shop <shop@example.com>\nDate: 2022年1月1日(土) 9:00\nSubject: 発送\nTo: <a@example.jp>',
  ],
  [
    'Apple Mail',
    '転送されたメッセージ:\n\n差出人: Shop <shop@example.com>\n日付: 2022年1月1日 9:00\n件名: 発送\n宛先: a@example.jp',
  ],
])('what a customer forwards with %s is what is to be read', (_program, header) => {
  const mail = `このメールは本物ですか。\n\n${header}\n\n荷物を発送しました。`
  expect(visibleText(mail)).toEqual({ visible: mail, folded: [] })
})

test('a forward that only its subject tells is kept', () => {
  const mail = `ご確認ください。\n\n差出人: Shop <shop@example.com>\n送信日時: 2022年1月1日 9:00\n宛先: a@example.jp\n件名: 発送\n\n荷物を発送しました。`
  expect(visibleText(mail, true).visible).toBe(mail)
  expect(visibleText(mail, false).visible).toBe('ご確認ください。')
})

test.each([
  ['a list of places', '配送について\nFrom: Tokyo\nTo: Osaka\nDate: 1/5\nお願いします。'],
  ['an order between rules', '------------\n注文番号: 12345\n電話: 03-1234-5678\n------------\nの件です。'],
  [
    'order details at the end',
    '以下の件です。\n━━━━━━━━━━\n注文番号: 12345\nお名前: 山田\nTEL: 03-1234-5678\n━━━━━━━━━━',
  ],
  ['times in a sentence', '2022年1月1日 9:00 に届く予定でしたが:\nまだ届きません。'],
  ['a schedule', '2022/01/05 10:00:\n到着しませんでした。'],
  ['bullets of two dashes', '次の件です。\n-- 色が違う\n-- 数が足りない\nお願いします。'],
  ['one sign alone', '画面では\n> 次へ\nとあります。'],
  ['a sentence about a phone', 'Sent from my iPhone app, the order never arrived.'],
  ['words about a signature', 'On the other hand, he wrote:\nI will pay tomorrow.'],
])('%s stays visible', (_what, mail) => {
  expect(visibleText(mail)).toEqual({ visible: mail, folded: [] })
})

test('a mail of nothing but a quotation is shown', () => {
  expect(visibleText(prefixed)).toEqual({ visible: prefixed, folded: [] })
})

test('no word is lost: what is folded and what is visible is everything', () => {
  for (const [, below] of topPosted) {
    const mail = `${words}\n\n${below}`
    const { visible, folded } = visibleText(mail)
    const letters = (text: string): string => text.replace(/\s/g, '')
    expect(letters(visible + folded.map(({ text }) => text).join(''))).toBe(letters(mail))
  }
})

const pages: [string, string][] = [
  [
    'Gmail',
    '<div dir="ltr">返品したいです。</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">2022年1月1日(土) 9:00 A &lt;<a href="mailto:a@example.jp">a@example.jp</a>&gt;:<br></div><blockquote class="gmail_quote" style="border-left:1px solid">古い話</blockquote></div>',
  ],
  [
    'Outlook on the web',
    '<div>返品したいです。</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>差出人:</b> A &lt;a@example.jp&gt;<br><b>送信日時:</b> 2022年1月1日 9:00<br><b>宛先:</b> B<br><b>件名:</b> 注文</div><div>古い話</div>',
  ],
  [
    'Outlook',
    '<p class="MsoNormal">返品したいです。</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> A &lt;a@example.jp&gt;<br><b>Sent:</b> Saturday, January 1, 2022 9:00 AM<br><b>To:</b> B<br><b>Subject:</b> RE: 注文</p></div><p class="MsoNormal">古い話</p>',
  ],
  [
    'Yahoo! Mail',
    '<div>返品したいです。</div><div id="ydp1yahoo_quoted_1" class="ydp1yahoo_quoted"><div>2022年1月1日土曜日 9:00:00 JST, A &lt;a@example.jp&gt; wrote:</div><div>古い話</div></div>',
  ],
  [
    'Apple Mail',
    '<body>返品したいです。<div><br><blockquote type="cite"><div>2022/01/01 9:00、A &lt;a@example.jp&gt;のメール:</div><br><div>古い話</div></blockquote></div></body>',
  ],
  [
    'Thunderbird',
    '<p>返品したいです。</p><div class="moz-cite-prefix">On 2022/01/01 9:00, A wrote:<br></div><blockquote type="cite" cite="mid:x"><pre>古い話</pre></blockquote>',
  ],
  [
    'a phone with a bare blockquote',
    '<div>返品したいです。</div><div>2022/01/01 9:00 a@example.jp:</div><blockquote>古い話</blockquote>',
  ],
]

test.each(pages)('what %s quotes in HTML is folded', (_program, html) => {
  const { visible, folded } = visibleLines(htmlToLines(html))
  expect(visible).toBe('返品したいです。')
  expect(folded.map(({ text }) => text).join('\n')).toContain('古い話')
})

test('an indented paragraph in HTML is the sender’s own', () => {
  const html =
    '<div>一つ目</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>二つ目</div></blockquote>'
  expect(visibleLines(htmlToLines(html)).visible).toContain('二つ目')
})

test('a link that tore a quoted line apart is folded with it; an answer that is a link stays', () => {
  const torn =
    'ok\n\nOn Monday, 24 September, 2012 at 3:46 PM, bob wrote:\n\n> View ticket (http://example.com/a\n'
  expect(visibleText(`${torn}_nonce=3dd518)\n>\n> Bye`).visible).toBe('ok')
  expect(visibleText(`${torn.replace(/ \(.*/, '')} (http://example.com/c/YzMmE) >\n> Bye`).visible).toBe('ok')
  const asked = '> Which pan?\nhttps://shop.example/pan\n> How many?\ntwo'
  expect(visibleText(asked).visible).toContain('https://shop.example/pan')
})
