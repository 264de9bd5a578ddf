import { type Received, receiveAnswer, type TaskMail } from '#conversations/tasks/receive-answer.ts'
import type { Vault } from '#platform/crypto.ts'
import { type Database, inBrands } from '#platform/database.ts'
import type { Incoming } from '../../incoming.ts'
import { reasonText } from '../delivery-reasons.ts'
import { mailIdsOf } from '../incoming-of-mail.ts'
import type { KeptMail } from '../keep-source.ts'
import { pointedTask } from '../thread-token.ts'

/** Known not to be from whom it says; from whom it says; or nobody knows. */
export type SenderStanding = 'forged' | 'vouched' | 'doubted'

/**
 * Takes in what belongs to a question we mailed to an outside expert: it carries our sign, in the address it was sent to, in a reference, or in its subject or
 * text, and comes from whom we asked: one whose sender is forged is none, and one whose sender nobody vouches for moves nothing by itself. Undefined for every other mail, which costs no question to the database.
 */
export async function takeInAnswer(
  db: Database,
  vault: Vault,
  mail: KeptMail,
  incoming: Incoming,
  to: {
    recipients: readonly string[]
    others: () => Promise<string[]>
    standing: () => Promise<SenderStanding>
  },
): Promise<Received | undefined> {
  const taskId = taskOf(vault, mail, incoming.brandId, to.recipients)
  if (taskId === undefined) return undefined
  // Asked before it is believed: an expert writes seldom, and what they say is acted on.
  const standing = mail.bounce ? 'vouched' : await to.standing()
  if (standing === 'forged') return undefined
  const others = await to.others()
  return inBrands(db, [incoming.brandId], (tx) =>
    receiveAnswer(tx, incoming.brandId, taskId, {
      ...taskMailOf(mail, incoming, others),
      isDoubted: standing === 'doubted',
    }),
  )
}

/** By the address, then by what it answers, then by the mark that stands below our mails. */
function taskOf(
  vault: Vault,
  mail: KeptMail,
  brandId: number,
  recipients: readonly string[],
): number | undefined {
  const named = [...mail.to, ...mail.cc].map((one) => one.address)
  const signs = [
    ...recipients,
    ...mail.deliveredTo,
    ...named,
    ...mailIdsOf(mail),
    ...(mail.bounce?.originalMessageId ? [mail.bounce.originalMessageId] : []),
    `${mail.subject}\n${mail.text}`,
  ]
  for (const sign of signs) {
    const found = pointedTask(vault, sign, brandId)
    if (found !== undefined) return found
  }
  return undefined
}

function taskMailOf(
  mail: KeptMail,
  incoming: Incoming,
  others: readonly string[],
): Omit<TaskMail, 'isDoubted'> {
  const { bounce } = mail
  return {
    from: { name: incoming.from.name, address: incoming.from.shown },
    to: mail.to,
    cc: mail.cc,
    others,
    kind: bounce ? 'bounce' : incoming.kind === 'auto_reply' ? 'auto_reply' : 'message',
    text: incoming.text,
    folded: incoming.folded,
    rawFile: incoming.mail?.rawFile ?? null,
    externalId: incoming.externalId,
    mailId: mail.messageId,
    files: incoming.attachments,
    ...(bounce
      ? {
          returned: {
            mailIds: [bounce.originalMessageId, ...mail.inReplyTo, ...mail.references].filter(
              (one) => one !== null,
            ),
            reason: reasonText(bounce.code, bounce.reason),
            isFinal: bounce.code !== 'delayed',
          },
        }
      : {}),
  }
}
