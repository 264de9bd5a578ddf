import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
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

type Line<Schema extends z.ZodType> = { line: number; value: z.infer<Schema> }

/** The whole file. The first line that is wrong is said with its number. Empty lines are passed over. */
export function readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<Line<Schema>[]> {
  return Array.fromAsync(jsonLines(createReadStream(file, 'utf8'), file, schema))
}

/** Line by line, as they come; after a wrong one nothing is read. */
export async function* jsonLines<Schema extends z.ZodType>(
  input: Readable,
  name: string,
  schema: Schema,
): AsyncGenerator<Line<Schema>> {
  let line = 0
  for await (const text of linesOf(input, name)) {
    line++
    if (text.trim() === '') continue
    const result = schema.safeParse(parse(text, name, line))
    if (!result.success) throw wrongLine(name, line, reasonOf(result.error))
    yield { line, value: result.data }
  }
}

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
