import { m } from '#texts'
import { actorOf, type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'
import type { ChecksOfReply, Finding, ReplyChecks } from './contract.ts'
import { findingsIn, type Leaving } from './find.ts'
import { replyChecksOf } from './settings.ts'

/** What a message left with although it was found, as it stands in its event. */
export type SentWith = { accepted?: { check: string; found: string }[] }

/**
 * Stops a message in which something was found that its writer has not accepted, naming every finding. What stops it passes only with a
 * reason, and only from those whom the brand lets; that is an event of its own.
 */
export async function refuseFindings(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  leaving: Leaving,
  said: ChecksOfReply | undefined,
): Promise<SentWith> {
  const checks = await replyChecksOf(tx, conversation.brand_id)
  const standing = { tx, brandId: conversation.brand_id, conversation, checks }
  const findings = await findingsIn(leaving, standing, caller.locale)
  if (findings.length === 0) return {}
  const accepted = new Set(said?.accepted)
  const mayPass = mayPassBlocks(caller, checks)
  const reason = mayPass ? (said?.reason ?? '') : ''
  const open = findings.filter((one) => (one.level === 'warn' ? !accepted.has(one.id) : reason === ''))
  if (open.length > 0) throw refusal(open, mayPass)
  const stopped = findings.filter((one) => one.level === 'block')
  if (stopped.length > 0)
    await record(tx, {
      type: 'reply_checks.passed',
      brandId: conversation.brand_id,
      conversationId: conversation.id,
      actor: actorOf(caller),
      data: { reason, findings: stopped.map(brief) },
    })
  const warned = findings.filter((one) => one.level === 'warn').map(brief)
  return warned.length > 0 ? { accepted: warned } : {}
}

/** Whether somebody may send what a check stops. */
export const mayPassBlocks = (caller: Caller, { passedBy }: ReplyChecks) =>
  passedBy === 'supervisor' && hasRole(caller, 'supervisor')

const brief = ({ check, found }: Finding) => ({ check, found })

function refusal(findings: Finding[], mayPass: boolean): Refusal {
  const first = findings.find((one) => one.level === 'block') ?? findings[0]
  const say = (first?.what ?? '').trim()
  return new Refusal(
    422,
    'reply_checks',
    (locale) => m.checks_refused({ first: say, count: findings.length }, { locale }),
    { field: 'text', more: { findings, mayPass } },
  )
}
