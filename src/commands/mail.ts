import { createReadStream } from 'node:fs'
import { m } from '#texts'
import { NoSuchMailbox, TryLater } from '#channels/email/intake-errors.ts'
import { terminalLocale } from '#platform/cannot-start.ts'
import { FileTooLarge } from '#platform/files.ts'

// sysexits.h, which mail servers go by: 75 asks to try again later, anything else of these sends the mail back.
const exits = { usage: 64, noUser: 67, tryLater: 75, tooLarge: 69 }

/** `mail deliver`: one message on standard input into the desk. `mail parse`: how the desk reads messages. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [action, ...rest] = args
  if (action === 'parse') return parse(rest)
  if (action === 'deliver') return deliver(rest, env)
  process.stderr.write(`${m.email_deliver_usage({}, { locale: terminalLocale(env) })}\n`)
  return exits.usage
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
  const to = args.flatMap((arg, at) => (args[at - 1] === '--to' ? [arg] : []))
  try {
    const { conversationId } = await withDesk(env, (desk) =>
      deliverMail(desk, process.stdin, to, desk.config.maxMailBytes),
    )
    if (conversationId !== undefined) process.stdout.write(`${conversationId}\n`)
    return 0
  } catch (error) {
    const locale = terminalLocale(env)
    if (error instanceof NoSuchMailbox) {
      const recipients = error.message
      process.stderr.write(`${m.email_no_mailbox_for_recipient({ recipients }, { locale })}\n`)
      return exits.noUser
    }
    if (error instanceof FileTooLarge) return exits.tooLarge
    // Whatever keeps the desk from opening may pass; a mail sent back is lost to the customer.
    const reason = error instanceof TryLater ? words(error.cause ?? error) : words(error)
    process.stderr.write(`${m.email_deliver_later({ words: reason }, { locale })}\n`)
    return exits.tryLater
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
