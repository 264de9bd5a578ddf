import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { m } from '#texts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import type { Locale } from '#platform/locale.ts'
import { mistakeCode, mistakeWords } from '#platform/mistake-words.ts'

/** A file that is not what the command was promised; the program ends with 65, as sysexits.h has it, or 66 when it cannot be read. */
export class WrongFile extends CannotStart {
  readonly exitCode: number

  constructor(exitCode: 65 | 66, say: CannotStart['say']) {
    super(say)
    this.exitCode = exitCode
  }
}

/** What is wrong with a line: where in it, what kind of mistake, and in the reader's words what would be right. */
export type Mistake = { line: number; field: string; code: string; message: string }

type Line<Schema extends z.ZodType> = { line: number; value: z.infer<Schema>; mistake?: undefined }

/** The whole file. The first line that is wrong is said with its number. Empty lines are passed over. */
export async function readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<Line<Schema>[]> {
  const lines: Line<Schema>[] = []
  const locale = terminalLocale(process.env)
  for await (const one of jsonLines(createReadStream(file, 'utf8'), file, schema, locale)) {
    if (one.mistake) throw wrongLine(file, one.mistake.line, wordsOf(one.mistake))
    lines.push(one)
  }
  return lines
}

/** Line by line, as they come, each read or with what is wrong with it. */
export async function* jsonLines<Schema extends z.ZodType>(
  input: Readable,
  name: string,
  schema: Schema,
  locale: Locale,
): AsyncGenerator<Line<Schema> | { mistake: Mistake }> {
  let line = 0
  for await (const text of linesOf(input, name)) {
    line++
    if (text.trim() === '') continue
    const json = parse(text)
    if (json.why !== undefined) {
      const message = m.platform_mistake_no_json({ why: json.why }, { locale })
      yield { mistake: { line, field: '', code: 'not_json', message } }
      continue
    }
    const read = schema.safeParse(json.value, { error: (issue) => mistakeWords(issue, locale) })
    if (read.success) yield { line, value: read.data }
    else yield { mistake: { line, ...firstOf(read.error) } }
  }
}

export const wordsOf = ({ field, message }: Pick<Mistake, 'field' | 'message'>): string =>
  [field, message].filter(Boolean).join(': ')

export function wrongLine(file: string, line: number, why: string): WrongFile {
  return new WrongFile(65, (locale) => m.answers_wrong_line({ file, line: String(line), why }, { locale }))
}

async function* linesOf(input: Readable, file: string): AsyncGenerator<string> {
  let isFirst = true
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      // Windows' editors begin a file with a byte order mark.
      yield isFirst ? text.replace(/^\uFEFF/, '') : text
      isFirst = false
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongFile(66, (locale) => m.answers_unreadable_file({ file, why }, { locale }))
  }
}

function parse(text: string): { value: unknown; why?: undefined } | { why: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

function firstOf(error: z.ZodError): Omit<Mistake, 'line'> {
  const [issue] = error.issues
  if (!issue) throw error
  return { field: issue.path.join('.'), code: mistakeCode(issue), message: issue.message }
}
