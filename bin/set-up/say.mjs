// These few sentences cannot come from src/*/texts: they are said before anything is installed or compiled.
const sentences = {
  oldNode: {
    en: (version) => `Engawa needs Node 18 or newer; this is ${version}. See https://nodejs.org`,
    ja: (version) =>
      `EngawaにはNode 18以降が必要です（現在は${version}）。https://nodejs.org をご覧ください。`,
  },
  installing: {
    en: () => 'Installing what Engawa needs (once; a minute or two) …',
    ja: () => 'Engawaに必要なものをインストールしています（初回のみ、1〜2分）…',
  },
  fetchingNode: {
    en: (version) => `Fetching Node ${version}, which runs Engawa (once) …`,
    ja: (version) => `Engawaを動かすNode ${version}を取得しています（初回のみ）…`,
  },
  noNpm: {
    en: () => 'npm was not found. It comes with Node: https://nodejs.org',
    ja: () => 'npmが見つかりません。npmはNodeに付属しています: https://nodejs.org',
  },
  noNetwork: {
    en: () =>
      'The installation needs the network once, and npm could not reach its registry. Connect (or set npm’s proxy or registry) and try again.',
    ja: () =>
      'インストール時に一度だけネットワークが必要ですが、npmのレジストリに接続できませんでした。接続（またはnpmのプロキシやレジストリの設定）を確認して、もう一度お試しください。',
  },
  diskFull: {
    en: (folder) => `The disk that holds ${folder} is full. Engawa needs about 700 MB there.`,
    ja: (folder) => `${folder}のあるディスクがいっぱいです。Engawaには約700 MBの空きが必要です。`,
  },
  notInstalled: {
    en: (said) => `The installation failed. npm said:\n${said}`,
    ja: (said) => `インストールに失敗しました。npmのメッセージ:\n${said}`,
  },
  readOnlyInstall: {
    en: (folder) =>
      `${folder} cannot be written, and what Engawa needs is not installed there (or is of another version). Run "npm ci && npm run build" once as a user who may write it.`,
    ja: (folder) =>
      `${folder}に書き込めず、必要なものがインストールされていない（またはバージョンが違う）ため、起動できません。書き込めるユーザーで一度「npm ci && npm run build」を実行してください。`,
  },
  readOnlyBuild: {
    en: (folder) =>
      `${folder} cannot be written, and its texts or screens are not built (or are older than their sources). Run "npm run build" once as a user who may write it.`,
    ja: (folder) =>
      `${folder}に書き込めず、テキストや画面がビルドされていない（またはソースより古い）ため、起動できません。書き込めるユーザーで一度「npm run build」を実行してください。`,
  },
  noRuntime: {
    en: (version) =>
      `Node ${version} for this machine (${process.platform} ${process.arch}) could not be fetched. Start Engawa with Node 26 or newer instead.`,
    ja: (version) =>
      `このマシン（${process.platform} ${process.arch}）用のNode ${version}を取得できませんでした。Node 26以降でEngawaを起動してください。`,
  },
  compiling: { en: () => 'Compiling the texts …', ja: () => 'テキストをコンパイルしています…' },
  cuttingNGrams: {
    en: () => 'Preparing what languages are told apart by …',
    ja: () => '言語の判別に使うデータを準備しています…',
  },
  building: { en: () => 'Building the screens …', ja: () => '画面をビルドしています…' },
  buildingWidget: { en: () => 'Building the chat …', ja: () => 'チャットをビルドしています…' },
  notBuilt: {
    en: (said) => `The build failed:\n${said}`,
    ja: (said) => `ビルドに失敗しました:\n${said}`,
  },
  toolsMissing: {
    en: (list) =>
      `The tests need ${list.join(', ')}. Install them and run the tests again; on Debian or Ubuntu:\n  sudo apt-get update && sudo apt-get install -y ${list.join(' ')}`,
    ja: (list) =>
      `テストには${list.join('、')}が必要です。インストールしてから、もう一度実行してください。DebianやUbuntuの場合:\n  sudo apt-get update && sudo apt-get install -y ${list.join(' ')}`,
  },
  bringingTools: {
    en: (list) => `Installing what the tests need: ${list.join(', ')} …`,
    ja: (list) => `テストに必要なもの（${list.join('、')}）をインストールしています…`,
  },
  toolsNotBrought: {
    en: (list, said) => `These could not be installed: ${list.join(', ')}. apt-get said:\n${said}`,
    ja: (list, said) => `${list.join('、')}をインストールできませんでした。apt-getのメッセージ:\n${said}`,
  },
  waiting: {
    en: () => 'Another Engawa is preparing this folder; waiting for it …',
    ja: () => '別のEngawaがこのフォルダーを準備しています。完了を待っています…',
  },
}

const language = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('ja')
  ? 'ja'
  : 'en'

export function say(sentence, ...values) {
  process.stderr.write(`${sentences[sentence][language](...values)}\n`)
}

/** What the operator must mend before anything can start. */
export class Stop extends Error {
  constructor(sentence, ...values) {
    super(sentence)
    this.say = () => say(sentence, ...values)
  }
}
