const en = {
  greeting: 'Hello, and thank you for visiting. Ask us anything about our products or your order.',
  open: 'We are here now',
  opensAt: 'We are back {}',
  closed: 'Leave a message and we will get back to you',
  launcher: 'Chat with us',
  close: 'Close the chat',
  menu: 'More',
  write: 'Write a message',
  send: 'Send',
  attach: 'Add a file',
  remove: 'Remove {}',
  uploading: 'Uploading',
  messages: 'Messages',
  you: 'You',
  sending: 'Sending',
  sent: 'Sent',
  read: 'Read',
  typing: '{} is typing',
  offline: 'Connection lost. What you write is kept and sent when it is back.',
  earlier: 'Show earlier messages',
  today: 'Today',
  yesterday: 'Yesterday',
  end: 'End the chat',
  ended: 'This chat has ended. Write again whenever you like.',
  transcript: 'Send me the conversation by email',
  transcriptSent: 'We are sending the conversation to {}.',
  soundOn: 'Turn sound on',
  soundOff: 'Turn sound off',
  askBefore: 'Before we begin, may we have your name and email address?',
  askAfter: 'Should you leave before we answer, where may we reach you?',
  name: 'Name',
  email: 'Email address',
  optional: '(optional)',
  begin: 'Begin',
  save: 'Save',
  later: 'Not now',
  reachable: 'If you leave, our answer goes to {}.',
  emailWrong: 'Please check the email address.',
  emailNeeded: 'Please enter your email address.',
  rate: 'How did we do?',
  rating: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
  rated: 'Thank you for telling us.',
  tooLarge: '{} is larger than 10 MB.',
  failed: 'It could not be sent. Please try again.',
  unavailable: 'The chat is not available right now. Please try again in a while.',
  newMessages: 'New messages',
  automatic: 'automatic',
  source: 'From “{}”',
  hello: ['Good morning. ', 'Hello. ', 'Good evening. '],
}

const ja: typeof en = {
  greeting: 'ご覧いただきありがとうございます。商品やご注文について、お気軽にお問い合わせください。',
  open: 'ただいま担当者がお答えいたします',
  opensAt: '{}から対応いたします',
  closed: 'メッセージをお残しください。追ってご連絡いたします',
  launcher: 'チャットで問い合わせる',
  close: 'チャットを閉じる',
  menu: 'その他の操作',
  write: 'メッセージを入力',
  send: '送信',
  attach: 'ファイルを添付',
  remove: '{} を取り消す',
  uploading: 'アップロード中',
  messages: 'メッセージ',
  you: 'お客様',
  sending: '送信中',
  sent: '送信済み',
  read: '既読',
  typing: '{}が入力しています',
  offline: '接続が切れています。入力された内容は保存され、接続が戻り次第お送りいたします。',
  earlier: '以前のメッセージを表示',
  today: '今日',
  yesterday: '昨日',
  end: 'チャットを終了',
  ended: 'チャットは終了しました。続けてお書きいただくと再開いたします。',
  transcript: '会話の内容をメールで受け取る',
  transcriptSent: '会話の内容を {} にお送りいたします。',
  soundOn: '通知音を鳴らす',
  soundOff: '通知音を消す',
  askBefore: 'はじめに、お名前とメールアドレスをお聞かせください。',
  askAfter: '画面を閉じられた場合の返信先をお知らせください。',
  name: 'お名前',
  email: 'メールアドレス',
  optional: '（任意）',
  begin: '始める',
  save: '登録',
  later: '今はしない',
  reachable: '画面を閉じられた場合は、{} にお返事いたします。',
  emailWrong: 'メールアドレスをご確認ください。',
  emailNeeded: 'メールアドレスをご入力ください。',
  rate: '今回の対応はいかがでしたか',
  rating: ['とても不満', '不満', 'ふつう', '満足', 'とても満足'],
  rated: 'ご評価いただき、ありがとうございます。',
  tooLarge: '{} は 10 MB を超えています。',
  failed: '送信できませんでした。もう一度お試しください。',
  unavailable: 'ただいまチャットをご利用いただけません。しばらくしてからお試しください。',
  newMessages: '新着メッセージ',
  automatic: '自動応答',
  source: '記事「{}」より',
  hello: ['おはようございます。', 'こんにちは。', 'こんばんは。'],
}

export type Texts = typeof en
export const texts: Record<'en' | 'ja', Texts> = { en, ja }

/** The same while the desk answers by itself: then nobody is promised who is not there. */
export const textsWithBot: Record<'en' | 'ja', Texts> = {
  en: {
    ...en,
    open: 'Automatic answers; people are here too',
    opensAt: 'Automatic answers; people are back {}',
    closed: 'Automatic answers; people follow',
  },
  ja: {
    ...ja,
    open: '自動応答中。担当者にも代われます',
    opensAt: '自動応答中。担当者は{}から',
    closed: '自動応答中。担当者は追ってご連絡いたします',
  },
}

/** The first of our languages in what the page says, then in what the browser asks for, then the brand's own. */
export function chooseLanguage(asked: (string | undefined)[], otherwise: 'en' | 'ja'): 'en' | 'ja' {
  for (const wish of asked) {
    const found = (wish ?? '')
      .toLowerCase()
      .split(',')
      .map((tag) => tag.trim().split(/[-_;]/)[0])
      .find((language) => language === 'en' || language === 'ja')
    if (found === 'en' || found === 'ja') return found
  }
  return otherwise
}
