import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { m } from '#texts'
import { NoSuchMailbox, TryLater } from '#channels/email/intake-errors.ts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { FileTooLarge } from '#platform/files.ts'
import { wrongUse } from './usages.ts'

// sysexits.h, which mail servers go by: 75 asks to try again later, anything else of these sends the mail back.
const exits = { noUser: 67, tryLater: 75, tooLarge: 69 }

/** `mail deliver`: one message on standard input into the desk. `mail parse`: how the desk reads messages. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [action, ...rest] = args
  if (action === 'parse') return parse(rest)
  if (action === 'deliver') return deliver(rest, env)
  throw wrongUse('mail', args.join(' ') || 'deliver, parse')
}

/** One JSON line for each message; a message that cannot be read gives a line that says so, and the next one is read. */
async function parse(files: string[]): Promise<number> {
  const { readMailStream } = await import('#channels/email/reading/read-mail.ts')
  const { describeMail } = await import('#channels/email/reading/describe-mail.ts')
  const forget = () => ({ write() {}, end: () => undefined })
  let failed = 0
  for (const file of files.length > 0 ? files : [undefined]) {
    try {
      const source = file === undefined ? process.stdin : createReadStream(file)
      await print(describeMail(await readMailStream(source, forget)))
    } catch (error) {
      failed++
      await print({ ...(file === undefined ? {} : { file }), error: words(error) })
    }
  }
  return failed > 0 ? 1 : 0
}

async function deliver(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { deliverMail } = await import('#channels/email/deliver-mail.ts')
  const { withDesk } = await import('./with-desk.ts')
  const locale = terminalLocale(env)
  const say = (line: string) => process.stderr.write(`${line}\n`)
  try {
    const to = recipientsIn(args)
    const { conversationId } = await withDesk(env, (desk) =>
      deliverMail(desk, process.stdin, to, desk.config.maxMailBytes),
    )
    if (conversationId !== undefined) process.stdout.write(`${conversationId}\n`)
    return 0
  } catch (error) {
    if (error instanceof NoSuchMailbox) {
      const recipients = error.message
      say(
        recipients === ''
          ? m.email_deliver_no_recipient({}, { locale })
          : m.email_no_mailbox_for_recipient({ recipients }, { locale }),
      )
      return exits.noUser
    }
    if (error instanceof FileTooLarge) {
      say(m.email_deliver_too_large({ megabytes: env.MAX_MAIL_MB || '50' }, { locale }))
      return exits.tooLarge
    }
    // Whatever keeps the desk from opening may pass, and a wrong line in the mail server's settings is mended; a mail sent back is
    // lost to the customer.
    const cause = error instanceof TryLater ? (error.cause ?? error) : error
    const reason = cause instanceof CannotStart ? cause.say(locale) : words(cause)
    say(m.email_deliver_later({ words: reason }, { locale }))
    return exits.tryLater
  }
}

function recipientsIn(args: string[]): string[] {
  try {
    const options = { to: { type: 'string', multiple: true } } as const
    return parseArgs({ args, options }).values.to ?? []
  } catch (error) {
    throw wrongUse('mail', words(error))
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function print(value: unknown): Promise<void> {
  return new Promise((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(value)}\n`, (error) => (error ? reject(error) : resolve())),
  )
}
