import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { m } from '#texts'
import { CannotStart } from '#platform/cannot-start.ts'

/** A file that is not what the command was promised; the program ends with 65, as sysexits.h has it, or 66 when it cannot be read. */
export class WrongFile extends CannotStart {
  readonly exitCode: number

  constructor(exitCode: 65 | 66, say: CannotStart['say']) {
    super(say)
    this.exitCode = exitCode
  }
}

/** The first line that is wrong is said with its number, and nothing after it is read. Empty lines are passed over. */
export async function readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<{ line: number; value: z.infer<Schema> }[]> {
  const read: { line: number; value: z.infer<Schema> }[] = []
  let line = 0
  for await (const text of linesOf(file)) {
    line++
    if (text.trim() === '') continue
    const result = schema.safeParse(parse(text, file, line))
    if (!result.success) throw wrongLine(file, line, reasonOf(result.error))
    read.push({ line, value: result.data })
  }
  return read
}

export function wrongLine(file: string, line: number, why: string): WrongFile {
  return new WrongFile(65, (locale) => m.answers_wrong_line({ file, line: String(line), why }, { locale }))
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8')
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

function parse(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw wrongLine(file, line, error instanceof Error ? error.message : String(error))
  }
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? [issue.path.join('.'), issue.message].filter(Boolean).join(': ') : ''
}
