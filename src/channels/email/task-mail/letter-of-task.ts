import { sql } from 'kysely'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Vault } from '#platform/crypto.ts'
import { textToHtml } from '../../text-to-html.ts'
import type { Composed } from '../compose-mail.ts'
import { type Letter, mailboxFor, type NoLetter } from '../letter-of.ts'
import { dkimOf, smtpAccountOf } from '../mailboxes/accounts.ts'
import { taskAddress, taskMailId, taskMark } from '../thread-token.ts'

type Row = {
  taskId: number
  conversationId: number
  title: string
  text: string
  brandName: string
  to: Composed['to']
  attachments: Composed['attachments']
}

/**
 * A word to an outside expert as a mail. It has a thread of its own: nothing in it leads to the customer's, neither a reference nor an address nor a mark, and
 * what the expert answers comes back by those of the task.
 */
export async function letterOfTask(
  db: Database,
  vault: Vault,
  { brandId, messageId }: { brandId: number; messageId: number },
): Promise<Letter | NoLetter> {
  return inBrands(db, [brandId], async (tx) => {
    const said = await read(tx, brandId, messageId)
    const mailbox = await mailboxFor(tx, brandId, said.conversationId)
    if (!mailbox) return { missing: 'no_mailbox' }
    const { taskId } = said
    const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)
    const mailId = taskMailId(vault, domain, brandId, { taskId, messageId })
    await tx
      .updateTable('task_messages')
      .set({ mail_id: mailId, from_address: mailbox.address })
      .where('brand_id', '=', brandId)
      .where('id', '=', messageId)
      .execute()
    const thread = await threadOf(tx, brandId, taskId, messageId)
    const own = taskAddress(vault, mailbox.address, brandId, taskId)
    const mark = taskMark(vault, brandId, taskId)
    return {
      messageId: mailId,
      from: { name: mailbox.name || said.brandName, address: mailbox.address },
      replyTo: mailbox.hasPlus ? own : undefined,
      to: said.to,
      cc: [],
      bcc: [],
      subject: thread.length > 0 ? `Re: ${said.title}` : said.title,
      text: `${said.text.trimEnd()}\n\n${mark}\n`,
      html: `${textToHtml(said.text)}<p style="color:#888888;font-size:12px">${mark}</p>`,
      inReplyTo: (thread.findLast((one) => one.isIn) ?? thread.at(-1))?.mailId,
      references: thread.map((one) => one.mailId),
      attachments: said.attachments,
      envelopeFrom: mailbox.hasPlus ? own : mailbox.address,
      isAutomatic: false,
      charset: mailbox.charset,
      account: smtpAccountOf(vault, mailbox),
      dkim: dkimOf(vault, mailbox),
    }
  })
}

async function read(tx: Tx, brandId: number, messageId: number): Promise<Row> {
  const { rows } = await sql<Row>`
    select t.id as "taskId", t.conversation_id as "conversationId", t.title, m.text, b.name as "brandName", m.to_addresses as "to",
      coalesce((select jsonb_agg(jsonb_build_object('name', name, 'type', type, 'hash', file_hash, 'contentId', null,
          'isInline', false) order by id)
        from task_files where brand_id = m.brand_id and message_id = m.id), '[]') as attachments
    from task_messages m
    join tasks t on (t.brand_id, t.id) = (m.brand_id, m.task_id)
    join brands b on b.id = m.brand_id
    where m.brand_id = ${brandId} and m.id = ${messageId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`Task message ${messageId} is not there`)
  return row
}

/** The task's last mails, oldest first, for the References header (RFC 5322 §3.6.4). */
async function threadOf(
  tx: Tx,
  brandId: number,
  taskId: number,
  before: number,
): Promise<{ mailId: string; isIn: boolean }[]> {
  const { rows } = await sql<{ mailId: string; isIn: boolean }>`
    select mail_id as "mailId", direction = 'in' as "isIn" from task_messages
    where brand_id = ${brandId} and task_id = ${taskId} and id < ${before} and mail_id is not null and kind = 'message'
    order by id desc limit 20`.execute(tx)
  return rows.reverse()
}
