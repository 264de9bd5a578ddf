import { stoppedWords, stuckWords } from '#conversations/flow-sentences.ts'
import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import type { Step } from './graph.ts'
import { eventWords } from './words.ts'

type Stands = {
  state: string
  waitsFor: string | null
  because: string | null
  remindAt: string | Date | null
  dueAt: string | Date | null
  step: Step | undefined
}
type Reader = { locale: Locale; timeZone: string }

/** Where a run stands as a sentence: what it waits for and until when, or why it goes no further. */
export function standing(run: Stands, reader: Reader): string {
  const say = { locale: reader.locale }
  if (run.state === 'ended') return m.flows_stands_ended({}, say)
  if (run.state === 'running') return m.flows_stands_running({}, say)
  if (run.state === 'stopped') return stoppedWords(run.because, say.locale)
  if (run.state === 'stuck')
    return m.flows_stands_stuck({ because: stuckWords(run.because, say.locale) }, say)
  return [waitingWords(run, say.locale), ...timesOf(run, reader)].join(say.locale === 'ja' ? '' : ' ')
}

function waitingWords({ waitsFor, step }: Stands, locale: Locale): string {
  const say = { locale }
  switch (waitsFor) {
    case 'answer':
      return m.flows_waits_answer({}, say)
    case 'time':
      return m.flows_waits_time({}, say)
    case 'event':
      return m.flows_waits_event(
        { event: step?.kind === 'wait' && step.on ? eventWords(step.on, locale) : '' },
        say,
      )
    case 'checklist':
      return m.flows_waits_checklist({}, say)
    case 'approval':
      return m.flows_waits_approval({}, say)
    default:
      return m.flows_waits_task({}, say)
  }
}

function timesOf({ waitsFor, remindAt, dueAt }: Stands, { locale, timeZone }: Reader): string[] {
  const at = (time: string | Date) =>
    new Date(time).toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  const say = { locale }
  return [
    ...(remindAt ? [m.flows_reminds_at({ time: at(remindAt) }, say)] : []),
    ...(dueAt ? [(waitsFor === 'time' ? m.flows_until : m.flows_at_most)({ time: at(dueAt) }, say)] : []),
  ]
}
