import type { Models } from '#answers/models.ts'
import type { Library } from '#knowledge/library.ts'
import type { Vault } from '#platform/crypto.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { Live } from '#platform/live.ts'
import type { Logger } from '#platform/log.ts'

/** What every part of a running desk may need, passed by hand. */
export type Desk = {
  db: Database
  files: Files
  vault: Vault
  live: Live
  /** What readers may see of each brand, held in memory. */
  library: Library
  log: Logger
  /** Where people reach this desk, without a slash at the end. */
  publicUrl: string
  /** Relay for outgoing mail of mailboxes without an account of their own, as an smtp:// URL. */
  mailRelayUrl: string | undefined
  /** Sender of the desk's own mails, such as invitations. */
  mailFrom: string | undefined
  /** The operator's own models for the bot, if there are any. */
  models: Models | undefined
  /** Outgoing requests to addresses that users give may reach private networks. */
  allowsPrivateAddresses: boolean
  /** The sample brand is there to be tried, with its shop page. */
  isDemo: boolean
  version: string
}
