import { useState } from 'react'
import { m } from '#texts'
import type { Mailbox } from '#channels/email/contract.ts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu } from '../kit/menu.tsx'
import { agoOf } from '../kit/time.ts'
import { say } from '../kit/toast.tsx'
import { MailboxDialog } from './mailbox-dialog.tsx'
import { Page, Row, Rows } from './page.tsx'

export default function MailboxesPage() {
  const asked = useAsk('GET /api/mailboxes', { query: {} }, { refetchInterval: 15_000 })
  const [dialog, setDialog] = useState<Mailbox | 'new'>()
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.settings_mailbox_new()}
    </Button>
  )
  return (
    <Page title={m.settings_mailboxes()} intro={m.settings_mailboxes_intro()} action={add}>
      <Rows asked={asked} empty={m.settings_mailboxes_none()}>
        {(mailbox) => <MailboxRow key={mailbox.id} mailbox={mailbox} onChange={() => setDialog(mailbox)} />}
      </Rows>
      {dialog && (
        <MailboxDialog mailbox={dialog === 'new' ? undefined : dialog} onClose={() => setDialog(undefined)} />
      )}
    </Page>
  )
}

function MailboxRow({ mailbox, onChange }: { mailbox: Mailbox; onChange: () => void }) {
  const change = useTell('PATCH /api/mailboxes/{id}', { stale: ['GET /api/mailboxes'] })
  const test = useTell('POST /api/mailboxes/{id}/test', {
    stale: ['GET /api/mailboxes'],
    onDone: (reply) => {
      const troubles = [reply.incoming, reply.outgoing].filter((one) => one !== null && !one.isFine)
      if (troubles.length === 0) say({ text: m.settings_mailbox_fine() })
      for (const trouble of troubles) if (trouble) say({ text: trouble.words, tone: 'shu' })
    },
  })
  const params = { id: mailbox.id }
  const how =
    mailbox.receivesBy === 'imap' ? `IMAP · ${mailbox.imap?.host ?? ''}` : m.settings_mailbox_own_smtp()
  const checked = mailbox.lastCheckedAt
    ? m.settings_mailbox_checked({ when: agoOf(mailbox.lastCheckedAt) })
    : ''
  return (
    <Row
      name={mailbox.address}
      about={
        <>
          {[how, mailbox.smtp?.host && `SMTP · ${mailbox.smtp.host}`, checked].filter(Boolean).join(' · ')}
          {mailbox.trouble && <span className="block text-shu">{mailbox.trouble}</span>}
        </>
      }
      marks={
        mailbox.isDisabled ? (
          <Chip>{m.settings_switched_off()}</Chip>
        ) : (
          mailbox.trouble && <Chip tone="shu">{m.settings_trouble()}</Chip>
        )
      }
    >
      <Button isBusy={test.isPending} onClick={() => test.mutate({ params })}>
        {m.settings_test()}
      </Button>
      <Button onClick={onChange}>{m.settings_change()}</Button>
      <Menu
        trigger={
          <Button look="quiet" aria-label={m.settings_more_about({ name: mailbox.address })}>
            <Icon name="more" />
          </Button>
        }
        entries={[
          {
            name: mailbox.isDisabled ? m.settings_switch_on() : m.settings_switch_off(),
            run: () => change.mutate({ params, body: { isDisabled: !mailbox.isDisabled } }),
          },
        ]}
      />
    </Row>
  )
}
