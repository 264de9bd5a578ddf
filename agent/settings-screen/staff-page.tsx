import { useState } from 'react'
import { m } from '#texts'
import type { StaffMember } from '#people/staff/contract.ts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu, type MenuEntry } from '../kit/menu.tsx'
import { agoOf } from '../kit/time.ts'
import { useMe } from '../me.ts'
import { askFirst } from './ask-first.tsx'
import { roleName } from './choices.ts'
import { Page, Row, Rows, ShownOnce } from './page.tsx'
import { StaffDialog } from './staff-dialog.tsx'

export default function StaffPage() {
  const me = useMe()
  const asked = useAsk('GET /api/staff', { query: { limit: 200 } })
  const [dialog, setDialog] = useState<StaffMember | 'new'>()
  const [link, setLink] = useState<string>()
  const isAdmin = me?.role === 'admin'
  const invite = isAdmin && (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.settings_invite()}
    </Button>
  )
  return (
    <Page title={m.settings_staff()} intro={m.settings_staff_intro()} action={invite}>
      <Rows asked={asked} empty={m.settings_staff_none()}>
        {(person) => (
          <Person
            key={person.id}
            person={person}
            isAdmin={isAdmin}
            onChange={() => setDialog(person)}
            onLink={setLink}
          />
        )}
      </Rows>
      {dialog && (
        <StaffDialog
          person={dialog === 'new' ? undefined : dialog}
          onClose={() => setDialog(undefined)}
          onInvited={(made) => {
            setDialog(undefined)
            setLink(made)
          }}
        />
      )}
      {link && (
        <Dialog title={m.settings_invited()} isOpen onClose={() => setLink(undefined)}>
          <ShownOnce words={m.settings_invited_words()} value={link} />
        </Dialog>
      )}
    </Page>
  )
}

type PersonProps = {
  person: StaffMember
  isAdmin: boolean
  onChange: () => void
  onLink: (link: string) => void
}

function Person({ person, isAdmin, onChange, onLink }: PersonProps) {
  const me = useMe()
  const stale = ['GET /api/staff', 'GET /api/colleagues'] as const
  const again = useTell('POST /api/staff/{id}/invitation', { stale, onDone: (reply) => onLink(reply.link) })
  const deactivate = useTell('POST /api/staff/{id}/deactivate', { stale })
  const reactivate = useTell('POST /api/staff/{id}/reactivate', { stale })
  const endTotp = useTell('POST /api/staff/{id}/end-totp', { stale })
  const params = { id: person.id }
  const entries: MenuEntry[] = [
    { name: m.settings_change(), run: onChange },
    {
      name: m.settings_invite_again(),
      isOff: person.state !== 'invited',
      run: () => again.mutate({ params }),
    },
    {
      name: m.settings_totp_end(),
      isOff: !person.hasTotp,
      run: () =>
        askFirst({
          title: m.settings_sure_totp({ name: person.name }),
          about: m.settings_sure_totp_about(),
          name: m.settings_totp_end(),
          run: () => endTotp.mutate({ params }),
        }),
    },
    'line',
    person.state === 'deactivated'
      ? { name: m.settings_reactivate(), run: () => reactivate.mutate({ params }) }
      : {
          name: m.settings_deactivate(),
          isDangerous: true,
          isOff: person.id === me?.id,
          run: () =>
            askFirst({
              title: m.settings_sure_deactivate({ name: person.name }),
              about: m.settings_sure_deactivate_about(),
              name: m.settings_deactivate(),
              run: () => deactivate.mutate({ params }),
            }),
        },
  ]
  const seen = person.lastSeenAt ? ` · ${agoOf(person.lastSeenAt)}` : ''
  return (
    <Row
      name={person.name}
      about={`${person.email} · ${roleName(person.role)}${seen}`}
      marks={
        <>
          {person.state === 'invited' && <Chip tone="kohaku">{m.settings_state_invited()}</Chip>}
          {person.state === 'deactivated' && <Chip>{m.settings_state_deactivated()}</Chip>}
          {person.hasTotp && <Chip tone="matcha">{m.settings_totp_short()}</Chip>}
        </>
      }
    >
      {isAdmin && (
        <Menu
          trigger={
            <Button look="quiet" aria-label={m.settings_more_about({ name: person.name })}>
              <Icon name="more" />
            </Button>
          }
          entries={entries}
        />
      )}
    </Row>
  )
}
