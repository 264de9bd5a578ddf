import { z } from 'zod'
import { terminalLocale } from '#platform/cannot-start.ts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { dueAfter, openMinutes } from '#platform/calendar/due.ts'
import { writtenCalendar } from '#platform/calendar/written.ts'
import { jsonLines, WrongFile, wrongLine } from './json-lines.ts'
import { print } from './print-lines.ts'
import { wrongUse } from './usages.ts'

const moment = z.string().min(1)
const minutes = z.number().min(0).max(100_000_000)
const question = z.union([
  z.strictObject({ calendar: writtenCalendar, from: moment, minutes }),
  z.strictObject({ calendar: writtenCalendar, from: moment, to: moment }),
])

const input = '-'

/** `calendar due`: what a calendar makes of minutes. A JSON line in, a JSON line out; needs no database. */
export async function run([verb, ...rest]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (verb !== 'due' || rest.length > 0) throw wrongUse('calendar', [verb ?? 'due', ...rest].join(' '))
  try {
    for await (const { line, value } of jsonLines(process.stdin, input, question))
      await print(answer(value, line))
    return 0
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error
    process.stderr.write(`${error.say(terminalLocale(env))}\n`)
    return error.exitCode
  }
}

function answer(asked: z.infer<typeof question>, line: number): { due: string | null } | { minutes: number } {
  const { calendar } = asked
  const from = momentOf(asked.from, calendar, line)
  if ('minutes' in asked) {
    const due = dueAfter(calendar, from, asked.minutes)
    return { due: due === undefined ? null : onItsClock(due, calendar) }
  }
  const to = momentOf(asked.to, calendar, line)
  if (to < from) throw wrongLine(input, line, `to: ${asked.to} < from: ${asked.from}`)
  return { minutes: openMinutes(calendar, from, to) }
}

/** With an offset or Z it is that moment; without, it is what the calendar's own clock shows. */
function momentOf(text: string, { zone }: Calendar, line: number): number {
  try {
    const hasOffset = /(?:z|[+-]\d{2}(?::?\d{2})?)$/i.test(text.slice(10))
    if (hasOffset) return Temporal.Instant.from(text).epochMilliseconds
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch {
    throw wrongLine(input, line, text)
  }
}

function onItsClock(moment: number, { zone }: Calendar): string {
  const clock = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone)
  return clock.toString({ timeZoneName: 'never' })
}
