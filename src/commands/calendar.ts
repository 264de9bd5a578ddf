import { z } from 'zod'
import { terminalLocale } from '#platform/cannot-start.ts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { dueAfter, openMinutes } from '#platform/calendar/due.ts'
import { writtenCalendar } from '#platform/calendar/written.ts'
import { asMistake } from '#platform/mistake-words.ts'
import { jsonLines, WrongFile, wordsOf, wrongLine } from './json-lines.ts'
import { print } from './print-lines.ts'
import { wrongUse } from './usages.ts'

const question = z
  .strictObject({
    calendar: writtenCalendar,
    from: z.string(),
    minutes: z.number().min(0).max(100_000_000).optional(),
    to: z.string().optional(),
  })
  .refine(({ minutes, to }) => (minutes === undefined) !== (to === undefined), asMistake('minutes_or_to'))
  .transform(({ calendar, from, minutes, to }, context) => {
    const momentAt = (text: string, field: 'from' | 'to') => {
      const moment = momentOf(text, calendar)
      if (moment === undefined)
        context.addIssue({ code: 'custom', input: text, path: [field], ...asMistake('no_moment') })
      return moment ?? 0
    }
    const asked = { calendar, minutes, from: momentAt(from, 'from'), to: to && momentAt(to, 'to') }
    if (typeof asked.to === 'number' && context.issues.length === 0 && asked.to < asked.from)
      context.addIssue({ code: 'custom', input: to, path: ['to'], ...asMistake('ends_before_it_begins') })
    return asked
  })

const input = '-'

/**
 * `calendar due`: what a calendar makes of minutes. A JSON line in, a JSON line out; needs no database. A line that is wrong is answered in its
 * place with `{error}` and said on standard error, the others go on, and the program ends with 65.
 */
export async function run([verb, ...rest]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (verb !== 'due' || rest.length > 0) throw wrongUse('calendar', [verb ?? 'due', ...rest].join(' '))
  const locale = terminalLocale(env)
  const say = (wrong: WrongFile) => process.stderr.write(`${wrong.say(locale)}\n`)
  let exitCode = 0
  try {
    for await (const one of jsonLines(process.stdin, input, question, locale)) {
      await print(one.mistake ? { error: one.mistake } : answer(one.value))
      if (!one.mistake) continue
      const wrong = wrongLine(input, one.mistake.line, wordsOf(one.mistake))
      say(wrong)
      exitCode = wrong.exitCode
    }
    return exitCode
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error
    say(error)
    return error.exitCode
  }
}

function answer({ calendar, from, minutes, to }: z.infer<typeof question>) {
  if (typeof to === 'number') return { minutes: openMinutes(calendar, from, to) }
  const due = dueAfter(calendar, from, minutes ?? 0)
  return { due: due === undefined ? null : onItsClock(due, calendar) }
}

/** With an offset or Z it is that moment; without, it is what the calendar's own clock shows. */
function momentOf(text: string, { zone }: Calendar): number | undefined {
  try {
    const hasOffset = /(?:z|[+-]\d{2}(?::?\d{2})?)$/i.test(text.slice(10))
    if (hasOffset) return Temporal.Instant.from(text).epochMilliseconds
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return undefined
  }
}

function onItsClock(moment: number, { zone }: Calendar): string {
  const clock = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone)
  return clock.toString({ timeZoneName: 'never' })
}
