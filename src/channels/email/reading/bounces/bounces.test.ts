import { expect, test } from 'vitest'
import { readMail } from '../read-mail.ts'

/** A mail from its header lines and text, in UTF-8. */
const mail = (header: string, text: string) =>
  readMail(Buffer.from(`${header}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\n${text}\n`))

const returned =
  'Message-ID: <sent-1@brand.example>\nFrom: support@brand.example\nTo: taro@example.jp\nSubject: Re: order\n'

const report = (
  status: string,
  words = 'Your message could not be delivered.',
): Promise<Awaited<ReturnType<typeof readMail>>> =>
  readMail(
    Buffer.from(
      `From: MAILER-DAEMON@mx.example\nTo: support@brand.example\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\n${words}\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${status}\n\n--b\nContent-Type: message/rfc822\n\n${returned}\nhi\n--b--\n`,
    ),
  )

test('a delivery report names the address, the reason and the mail that failed', async () => {
  const { kind, bounce } = await report(
    'Final-Recipient: rfc822; Taro@example.jp\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
  )
  expect(kind).toBe('bounce')
  expect(bounce).toEqual({
    address: 'taro@example.jp',
    reason: '550 5.1.1 User unknown',
    code: 'mailbox_unknown',
    permanent: true,
    status: '5.1.1',
    originalMessageId: '<sent-1@brand.example>',
  })
})

test.each([
  ['4.2.2', 'failed', '452 4.2.2 The email account is over quota', 'mailbox_full', false],
  ['5.2.2', 'failed', '552 5.2.2 Mailbox full', 'mailbox_full', false],
  ['5.3.4', 'failed', '552 5.3.4 Message size exceeds fixed limit', 'message_too_large', true],
  ['5.7.1', 'failed', '554 5.7.1 Message rejected as spam', 'blocked', true],
  ['5.7.1', 'failed', '550 5.7.1 Unable to relay', 'relaying_denied', true],
  ['5.1.2', 'failed', '550 Host unknown', 'host_unknown', true],
  ['4.4.1', 'delayed', 'connect to mx.example.jp: Connection timed out', 'delayed', false],
  ['5.0.0', 'failed', '550 <taro@example.jp>... Address does not exist', 'mailbox_unknown', true],
])(
  'a report of status %s and action %s saying "%s" is %s',
  async (status, action, diagnostic, code, permanent) => {
    const { bounce } = await report(
      `Final-Recipient: rfc822; taro@example.jp\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}`,
    )
    expect(bounce).toMatchObject({ code, permanent })
  },
)

test('a receipt that says the mail arrived is no bounce', async () => {
  const { kind } = await report('Final-Recipient: rfc822; taro@example.jp\nAction: delivered\nStatus: 2.0.0')
  expect(kind).toBe('auto_reply')
})

/** Reports without a machine-readable part, after the programs and carriers that send them. */
const plain: [string, string, string, string][] = [
  [
    'qmail',
    'From: MAILER-DAEMON@mx.example\nTo: support@brand.example\nSubject: failure notice',
    `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<taro@example.jp>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    'mailbox_unknown',
  ],
  [
    'Exim',
    'From: Mail Delivery System <Mailer-Daemon@mx.example>\nTo: support@brand.example\nSubject: Mail delivery failed: returning message to sender',
    `A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  taro@example.jp\n    SMTP error from remote mail server after RCPT TO:<taro@example.jp>:\n    host mx.example.jp [192.0.2.1]: 550 No such user\n\n------ This is a copy of the message, including all the headers. ------\n\n${returned}`,
    'mailbox_unknown',
  ],
  [
    'Exchange',
    'From: System Administrator <postmaster@example.jp>\nTo: support@brand.example\nSubject: Undeliverable: order',
    'Your message\n\n  To:      taro@example.jp\n  Subject: order\n\ndid not reach the following recipient(s):\n\ntaro@example.jp on Wed, 15 Feb 2006 04:25:29 -0500\n    The recipient name is not recognized',
    'mailbox_unknown',
  ],
  [
    'docomo',
    'From: mailer-daemon@docomo.ne.jp\nTo: support@brand.example\nSubject: Mail System Error - Returned Mail',
    `次のあて先へのメッセージはエラーのため送信できませんでした。\n\n送信先メールアドレスが見つかりませんでした。\nメールアドレスをご確認の上、再送信してください。\n\n    <taro@docomo.ne.jp>\n\n${returned}`,
    'mailbox_unknown',
  ],
  [
    'docomo, transcript',
    'From: Mail Delivery Subsystem <MAILER-DAEMON@docomo.ne.jp>\nTo: support@brand.example\nSubject: Returned mail: see transcript for details',
    `   ----- The following addresses had permanent fatal errors -----\n<taro@docomo.ne.jp>\n    (reason: 550 Unknown user taro@docomo.ne.jp)\n\n   ----- Transcript of session follows -----\n... while talking to mfsmax.docomo.ne.jp.:\n>>> DATA\n<<< 550 Unknown user taro@docomo.ne.jp`,
    'mailbox_unknown',
  ],
  [
    'au',
    'From: Postmaster@ezweb.ne.jp\nTo: support@brand.example\nSubject: Mail System Error - Returned Mail',
    `Your message could not be delivered to the following recipients:\n\n<taro@ezweb.ne.jp>: 550 <taro@ezweb.ne.jp>: User unknown\n\n${returned}`,
    'mailbox_unknown',
  ],
  [
    'au, full',
    'From: Postmaster@ezweb.ne.jp\nTo: support@brand.example\nSubject: Mail System Error - Returned Mail',
    'The user(s) account is temporarily over quota.\n\n<taro@ezweb.ne.jp>',
    'mailbox_full',
  ],
  [
    'SoftBank',
    'From: MAILER-DAEMON@softbank.ne.jp\nTo: support@brand.example\nSubject: Undeliverable mail',
    'Your message was undeliverable to the following recipient:\n\nRecipient: <taro@softbank.ne.jp>\nReason: 550 Invalid recipient: <taro@softbank.ne.jp>',
    'mailbox_unknown',
  ],
  [
    'Yahoo! Japan',
    'From: MAILER-DAEMON@yahoo.co.jp\nTo: support@brand.example\nSubject: failure notice',
    "Message from yahoo.co.jp.\nUnable to deliver message to the following address(es).\n\n<taro@yahoo.co.jp>:\nThis user doesn't have a yahoo.co.jp account (taro@yahoo.co.jp) [0]",
    'mailbox_unknown',
  ],
  [
    'a carrier’s refusal',
    'From: postmaster@docomo.ne.jp\nTo: support@brand.example\nSubject: 送信エラーのお知らせ',
    '以下の宛先にはメールを送信できませんでした。\n\n宛先：taro@docomo.ne.jp\n\n受信者の設定により受信拒否されました。',
    'blocked',
  ],
]

test.each(plain)('a returned mail of %s is understood', async (_program, header, text, code) => {
  const { kind, bounce } = await mail(header, text)
  expect(kind).toBe('bounce')
  expect(bounce?.address).toMatch(/^taro@/)
  expect(bounce?.code).toBe(code)
})

test.each([
  [
    'a customer who complains of a lost mail',
    'From: taro@example.jp\nSubject: メールが届きません',
    '先日のメールが届いていません。配信されませんでしたか。',
  ],
  [
    'a customer who writes of a delivery',
    'From: taro@example.jp\nSubject: Delivery failed',
    'The courier could not deliver my parcel to the address. Please send again.',
  ],
])('%s is a message', async (_who, header, text) => {
  expect((await mail(`${header}\nTo: support@brand.example`, text)).kind).toBe('message')
})

test.each([
  ['RFC 3834', 'Auto-Submitted: auto-replied\nSubject: Re: order', 'auto_reply'],
  ['a person, said so', 'Auto-Submitted: no\nSubject: Re: order', 'message'],
  ['Exchange', 'X-Auto-Response-Suppress: All\nSubject: Automatic reply: order', 'auto_reply'],
  ['a private header', 'X-Autoreply: yes\nSubject: Re: order', 'auto_reply'],
  ['precedence', 'Precedence: auto_reply\nSubject: Re: order', 'auto_reply'],
  ['a Japanese subject', 'Subject: =?UTF-8?B?6Ieq5YuV6L+U5L+h77ya44GK5ZWP44GE5ZCI44KP44Gb?=', 'auto_reply'],
  ['a vacation', 'Subject: Out of office: order', 'auto_reply'],
  ['a list', 'List-Id: <news.example.com>\nSubject: News', 'list'],
  ['bulk mail', 'Precedence: bulk\nSubject: News', 'list'],
  ['a customer', 'Subject: Re: order', 'message'],
])('%s decides the kind of mail', async (_what, header, kind) => {
  expect((await mail(`From: taro@example.jp\nTo: support@brand.example\n${header}`, 'text')).kind).toBe(kind)
})
