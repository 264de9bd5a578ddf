import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { type CommandName, help, isCommand, WrongUse, wrongUse } from './commands/usages.ts'

type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<number | void>

/** Each command loads only what it needs, so that `mail parse` does not wait for a web server. */
const commands: Record<CommandName, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).startAll,
  web: async () => (await import('./commands/start.ts')).startWebOnly,
  worker: async () => (await import('./commands/start.ts')).startWorkerOnly,
  demo: async () => (await import('./commands/demo.ts')).run,
  migrate: async () => (await import('./commands/migrate.ts')).run,
  setup: async () => (await import('./commands/setup.ts')).run,
  'api-key': async () => (await import('./commands/api-key.ts')).run,
  mail: async () => (await import('./commands/mail.ts')).run,
  language: async () => (await import('./commands/language.ts')).run,
  calendar: async () => (await import('./commands/calendar.ts')).run,
  answers: async () => (await import('./commands/answers.ts')).run,
  reasons: async () => (await import('./commands/reasons.ts')).run,
  sample: async () => (await import('./commands/sample.ts')).run,
  backup: async () => (await import('./commands/backup.ts')).run,
  restore: async () => (await import('./commands/restore.ts')).run,
  doctor: async () => (await import('./commands/doctor.ts')).run,
}

// They take nothing more, and what is written behind them would be a mistake unseen.
const alone: readonly CommandName[] = ['start', 'web', 'worker', 'migrate', 'doctor']
const asksForHelp = (word: string) => ['help', '--help', '-h'].includes(word)

async function main([name = 'start', ...args]: string[]): Promise<number> {
  const locale = terminalLocale(process.env)
  if (asksForHelp(name)) return print(help(locale, args.length > 0 ? args : undefined))
  if (!isCommand(name)) {
    const known = Object.keys(commands).join(', ')
    process.stderr.write(`${m.platform_no_command({ name, known }, { locale })}\n`)
    return 64
  }
  if (args.some((word) => word === '--help' || word === '-h')) return print(help(locale, [name]))
  if (alone.includes(name) && args.length > 0) throw wrongUse(name, args.join(' '))
  const run = await commands[name]()
  return (await run(args, process.env)) ?? 0
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

// Whoever reads may have read enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

main(process.argv.slice(2)).then(
  // What was printed must have reached the reader of a pipe before the program ends.
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    process.stderr.write(`${words(error)}\n`)
    process.exit(error instanceof WrongUse ? 64 : 1)
  },
)

/** What the operator can mend is said in a sentence; anything else is a bug and shows where. */
function words(error: unknown): string {
  if (error instanceof CannotStart) return error.say(terminalLocale(process.env))
  if (error instanceof Refusal) return error.say(terminalLocale(process.env))
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
