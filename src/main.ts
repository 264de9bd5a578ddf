import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'

type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<number | void>

/** Each command loads only what it needs, so that `mail parse` does not wait for a web server. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).startAll,
  web: async () => (await import('./commands/start.ts')).startWebOnly,
  worker: async () => (await import('./commands/start.ts')).startWorkerOnly,
  demo: async () => (await import('./commands/demo.ts')).run,
  migrate: async () => (await import('./commands/migrate.ts')).run,
  setup: async () => (await import('./commands/setup.ts')).run,
  'api-key': async () => (await import('./commands/api-key.ts')).run,
  mail: async () => (await import('./commands/mail.ts')).run,
  language: async () => (await import('./commands/language.ts')).run,
  sample: async () => (await import('./commands/sample.ts')).run,
  backup: async () => (await import('./commands/backup.ts')).run,
  restore: async () => (await import('./commands/restore.ts')).run,
  doctor: async () => (await import('./commands/doctor.ts')).run,
}

async function main([name = 'start', ...args]: string[]): Promise<number> {
  const load = commands[name]
  if (!load) {
    process.stderr.write(
      `${m.platform_no_command({ name, known: Object.keys(commands).join(', ') }, { locale: terminalLocale(process.env) })}\n`,
    )
    return 64
  }
  const run = await load()
  return (await run(args, process.env)) ?? 0
}

main(process.argv.slice(2)).then(
  // What was printed must have reached the reader of a pipe before the program ends.
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    process.stderr.write(`${words(error)}\n`)
    process.exit(1)
  },
)

/** What the operator can mend is said in a sentence; anything else is a bug and shows where. */
function words(error: unknown): string {
  if (error instanceof CannotStart) return error.say(terminalLocale(process.env))
  if (error instanceof Refusal) return error.say(terminalLocale(process.env))
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
