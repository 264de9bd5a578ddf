// Measures the reading of mail on folders of fixtures made by others:
//   node src/channels/email/reading/corpus.ts FOLDER [--verbose]
// FOLDER holds mail/, bounces/ and replies/; what is not there is skipped, and said so.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { htmlToLines, htmlToPlain } from './html/html-to-plain.ts'
import { readMail, type ReadMail } from './read-mail.ts'
import { visibleLines, visibleText, type Visible } from './visible/visible-text.ts'

type Row = { set: string; measured: string; good: number; of: number; imperfect: string[] }

const [folder = '', ...flags] = process.argv.slice(2)
const rows: Row[] = []
await measure('mail', measureMail)
await measure('bounces', measureBounces)
await measure('replies', measureReplies)
for (const { set, measured, good, of } of rows) {
  console.log(`${set.padEnd(22)} ${measured.padEnd(40)} ${String(good).padStart(4)} of ${of}`)
}
if (flags.includes('--verbose'))
  for (const { set, imperfect } of rows) for (const line of imperfect) console.log(`${set}: ${line}`)

async function measure(name: string, by: (path: string) => Promise<Row[]>): Promise<void> {
  const path = join(folder, name)
  if (folder && existsSync(path)) rows.push(...(await by(path)))
  else console.error(`SKIPPED ${name}: there is no folder ${path}`)
}

async function measureMail(path: string): Promise<Row[]> {
  const read: Row = { set: 'mail', measured: 'read without an exception', good: 0, of: 0, imperfect: [] }
  const clean: Row = {
    set: 'mail',
    measured: 'no U+FFFD, escape or raw word shown',
    good: 0,
    of: 0,
    imperfect: [],
  }
  for (const file of filesIn(path, /^(?!LICENSE|README)/)) {
    read.of += 1
    const mail = await attempt(file, read)
    if (!mail) continue
    read.good += 1
    clean.of += 1
    const flaws = flawsOf(mail)
    if (flaws.length) clean.imperfect.push(`${file.slice(path.length)} ${flaws.join(', ')}`)
    else clean.good += 1
  }
  return [read, clean]
}

async function measureBounces(path: string): Promise<Row[]> {
  const known: Row = { set: 'bounces', measured: 'kind as the name says', good: 0, of: 0, imperfect: [] }
  const addressed: Row = {
    set: 'bounces',
    measured: 'bounces with some address',
    good: 0,
    of: 0,
    imperfect: [],
  }
  const reasoned: Row = {
    set: 'bounces',
    measured: "bounces with a reason's word",
    good: 0,
    of: 0,
    imperfect: [],
  }
  for (const file of filesIn(path, /\.msg$/)) {
    const mail = await attempt(file, known)
    known.of += 1
    const name = basename(file, '.msg')
    // Challenges, out-of-office replies and plain spam are in the set as well, and are no bounces.
    const isReply = /^(?!non-).*autoreply|vacation|^bluebottle|^spam-(?:bogus|with)/.test(name)
    if (mail && (mail.kind === 'bounce') !== isReply) known.good += 1
    else known.imperfect.push(`${name} ${mail?.kind}`)
    if (!mail?.bounce || isReply) continue
    addressed.of += 1
    reasoned.of += 1
    if (mail.bounce.address) addressed.good += 1
    else addressed.imperfect.push(`${name} no address`)
    if (mail.bounce.code !== 'other') reasoned.good += 1
    else reasoned.imperfect.push(`${name} ${mail.bounce.status} ${mail.bounce.reason}`)
  }
  return [known, addressed, reasoned]
}

/**
 * unquotemail is the set with written expectations; it leaves signatures, so they
 * count as right either way, and blanks do not count.
 */
async function measureReplies(path: string): Promise<Row[]> {
  const row = (measured: string): Row => ({
    set: 'replies/unquotemail',
    measured,
    good: 0,
    of: 0,
    imperfect: [],
  })
  const text = row('text as expected, signature may stay')
  const html = row('HTML as expected, signature may stay')
  const lost = row('nothing expected is missing')
  const root = join(path, 'unquotemail/tests')
  for (const file of existsSync(root) ? filesIn(join(root, 'samples'), /\.(txt|html)$/) : []) {
    const expectation = join(root, 'expecteds', basename(file))
    if (!existsSync(expectation)) continue
    const source = readFileSync(file, 'utf8').replace(/\r\n?/g, '\n')
    const isHtml = file.endsWith('.html')
    const wanted = readFileSync(expectation, 'utf8').replace(/\r\n?/g, '\n')
    const expected = squeeze(isHtml ? htmlToPlain(wanted) : wanted)
    const got = isHtml ? visibleLines(htmlToLines(source)) : visibleText(source)
    const seen = [squeeze(got.visible), squeeze(withSignature(got))]
    const target = isHtml ? html : text
    target.of += 1
    if (seen.includes(expected)) target.good += 1
    else target.imperfect.push(`${basename(file)}\n--- expected\n${expected}\n--- seen\n${seen[0]}\n`)
    lost.of += 1
    if (seen.some((shown) => lettersOf(shown).includes(lettersOf(expected)))) lost.good += 1
    else lost.imperfect.push(basename(file))
  }
  return [text, html, lost]
}

function withSignature({ visible, folded }: Visible): string {
  return [visible, ...folded.filter(({ kind }) => kind === 'signature').map(({ text }) => text)].join('\n')
}

function flawsOf(mail: ReadMail): string[] {
  const shown = JSON.stringify([
    mail.subject,
    mail.from,
    mail.to,
    mail.cc,
    mail.text,
    mail.html,
    mail.attachments.map(({ name }) => name),
  ])
  return [
    shown.includes('\ufffd') ? 'U+FFFD' : '',
    shown.includes('\\u001b') ? 'escape sequence' : '',
    /=\?[\w-]+\?[bq]\?/i.test(shown) ? 'raw encoded-word' : '',
    shown.includes('〓') ? 'character without a table' : '',
  ].filter(Boolean)
}

async function attempt(file: string, row: Row): Promise<ReadMail | null> {
  try {
    return await readMail(readFileSync(file))
  } catch (error) {
    row.imperfect.push(`${file} ${String(error)}`)
    return null
  }
}

function* filesIn(path: string, names: RegExp): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesIn(join(path, entry.name), names)
    else if (names.test(entry.name)) yield join(path, entry.name)
  }
}

function squeeze(text: string): string {
  return text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
