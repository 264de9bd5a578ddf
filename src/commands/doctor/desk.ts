import { troubleWords } from '#channels/email/mailboxes/troubles.ts'
import { m } from '#texts'
import { inAllBrands, type Database } from '#platform/database.ts'
import { figuresOf } from '#platform/health/figures.ts'
import type { Locale } from '#platform/locale.ts'
import { type Finding, found } from './finding.ts'

/** Whether the desk is set up, its mailboxes are heard, and its work is done in time. */
export async function lookAtDesk(
  db: Database,
  config: { publicUrl: string; mailRelayUrl: string | undefined },
): Promise<Finding[]> {
  const organisation = await db.open.selectFrom('organisation').select('name').executeTakeFirst()
  const { publicUrl: url } = config
  return [
    organisation
      ? found('ok', (locale) => m.platform_doctor_set_up({ organisation: organisation.name }, { locale }))
      : found('note', (locale) => m.platform_doctor_not_set_up({ url }, { locale })),
    ...(await lookAtMailboxes(db)),
    ...(config.mailRelayUrl ? [] : [found('note', (locale) => m.platform_doctor_no_relay({}, { locale }))]),
    ...(await lookAtWork(db)),
  ]
}

async function lookAtMailboxes(db: Database): Promise<Finding[]> {
  const boxes = await inAllBrands(db, (tx) =>
    tx
      .selectFrom('mailboxes')
      .select(['address', 'receives_by', 'trouble', 'trouble_since', 'last_checked_at'])
      .where('disabled_at', 'is', null)
      .orderBy('address')
      .execute(),
  )
  return boxes.map(({ address, trouble, ...box }) => {
    if (trouble) {
      return found('trouble', (locale) => {
        const since = timeWords(box.trouble_since, locale)
        return m.platform_doctor_mailbox_trouble(
          { address, trouble: troubleWords(trouble, locale), since },
          { locale },
        )
      })
    }
    if (box.receives_by === 'smtp') {
      return found('ok', (locale) => m.platform_doctor_mailbox_smtp({ address }, { locale }))
    }
    return found('ok', (locale) =>
      m.platform_doctor_mailbox({ address, when: timeWords(box.last_checked_at, locale) }, { locale }),
    )
  })
}

// Half a minute of waiting is a busy moment; more means that nobody works.
const lagAllowed = 60

async function lookAtWork(db: Database): Promise<Finding[]> {
  const figures = await figuresOf(db)
  const {
    jobsWaiting: waiting,
    jobsFailed: failed,
    eventsWaiting: events,
    mailsInQuarantine: count,
  } = figures
  const lagging = figures.jobLag > lagAllowed || figures.eventLag > lagAllowed
  const late = { seconds: Math.round(figures.jobLag), events: Math.round(figures.eventLag) }
  return [
    ...(count > 0
      ? [found('trouble', (locale: Locale) => m.platform_doctor_quarantine({ count }, { locale }))]
      : []),
    found(failed > 0 ? 'note' : 'ok', (locale) =>
      m.platform_doctor_lag({ waiting, failed, events }, { locale }),
    ),
    ...(lagging ? [found('trouble', (locale: Locale) => m.platform_doctor_lagging(late, { locale }))] : []),
  ]
}

function timeWords(at: Date | null, locale: Locale): string {
  return at?.toLocaleString(locale) ?? m.platform_doctor_never({}, { locale })
}
