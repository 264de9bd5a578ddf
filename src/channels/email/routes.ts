import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import { serveFile } from '#platform/serve-file.ts'
import type { Desk } from '../../desk.ts'
import * as contract from './contract.ts'
import { changeMailbox, createMailbox } from './mailboxes/change-mailbox.ts'
import { listMailboxes, mailboxFor } from './mailboxes/mailboxes.ts'
import { testMailbox } from './mailboxes/test-mailbox.ts'
import {
  discardQuarantined,
  listQuarantine,
  quarantinedFor,
  takeInQuarantined,
} from './settle-quarantined.ts'
import { openIntake } from './take-in-mail.ts'

/** Mailboxes and quarantine for the desk's screens and API callers. */
export function emailRoutes(app: FastifyInstance, desk: Desk): void {
  const intake = openIntake(desk)
  serve(app, contract.listMailboxes, async ({ tx, locale, query }) => ({
    items: await listMailboxes(tx, desk.vault, locale, { brandId: query.brandId }),
    nextCursor: null,
  }))
  serve(app, contract.createMailbox, async ({ tx, caller, locale, body }) =>
    mailboxFor(tx, desk.vault, locale, await createMailbox(tx, caller, desk, body)),
  )
  serve(app, contract.changeMailbox, async ({ tx, caller, locale, params, body }) => {
    await changeMailbox(tx, caller, desk.vault, params.id, body)
    return mailboxFor(tx, desk.vault, locale, params.id)
  })
  serve(app, contract.testMailbox, ({ tx, locale, params }) => testMailbox(tx, desk, locale, params.id))
  serve(app, contract.listQuarantine, ({ tx, query }) => listQuarantine(tx, query))
  serveFile(app, contract.downloadQuarantined, async ({ tx, params }) => {
    const mail = await quarantinedFor(tx, params.id)
    return {
      from: { path: desk.files.path(mail.raw_file), size: mail.size, hash: mail.raw_file },
      type: 'message/rfc822',
      as: { inline: false, name: `quarantined-${mail.id}.eml` },
      policy: "sandbox; default-src 'none'",
    }
  })
  serve(app, contract.takeInQuarantined, ({ tx, caller, params }) =>
    takeInQuarantined(tx, caller, intake, params.id),
  )
  serve(app, contract.discardQuarantined, async ({ tx, caller, params }) => {
    await discardQuarantined(tx, caller, params.id)
    return {}
  })
}
