import { m } from '#texts'
import { useAsk, useAskPages } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { exactOf } from '../kit/time.ts'
import { auditWords } from './audit-words.ts'
import { Page, Row, Rows } from './page.tsx'

export default function AuditPage() {
  const pages = useAskPages('GET /api/audit-log', { query: {} })
  const brands = useAsk('GET /api/brands', { query: { limit: 200 } }).data?.items ?? []
  const asked = { data: pages.data && { items: pages.items }, error: pages.error, refetch: pages.refetch }
  return (
    <Page title={m.settings_audit()} intro={m.settings_audit_intro()}>
      <Rows asked={asked} empty={m.settings_audit_none()}>
        {(entry) => (
          <Row
            key={entry.id}
            name={<span title={entry.type}>{auditWords(entry, brands)}</span>}
            about={[
              exactOf(entry.at),
              entry.actor?.name,
              entry.subject &&
                entry.subject.id !== entry.actor?.id &&
                m.settings_audit_about({ name: entry.subject.name }),
              entry.ip,
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        )}
      </Rows>
      {pages.hasNextPage && (
        <Button className="mt-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </Page>
  )
}
