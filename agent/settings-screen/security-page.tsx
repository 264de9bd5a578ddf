import { useState } from 'react'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { TextField } from '../kit/field.tsx'
import { agoOf } from '../kit/time.ts'
import { say } from '../kit/toast.tsx'
import { useMe } from '../me.ts'
import { askFirst } from './ask-first.tsx'
import { Page, Row, Rows, Section } from './page.tsx'
import { EndTotp, EnrolTotp } from './totp-dialogs.tsx'
import { useForm } from './use-form.ts'

export default function SecurityPage() {
  return (
    <Page title={m.settings_security()} intro={m.settings_security_intro()}>
      <SecondStep />
      <Password />
      <Sessions />
    </Page>
  )
}

function SecondStep() {
  const me = useMe()
  const [dialog, setDialog] = useState<'enrol' | 'end'>()
  if (!me) return null
  return (
    <Section title={m.settings_totp()}>
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-list text-ink2">
          {me.hasTotp ? m.settings_totp_on({ count: me.recoveryCodesLeft }) : m.settings_totp_off()}
        </p>
        {me.hasTotp ? (
          <Button look="danger" onClick={() => setDialog('end')}>
            {m.settings_totp_end()}
          </Button>
        ) : (
          <Button look="primary" onClick={() => setDialog('enrol')}>
            {m.settings_totp_begin()}
          </Button>
        )}
      </div>
      {dialog === 'enrol' && <EnrolTotp onClose={() => setDialog(undefined)} />}
      {dialog === 'end' && <EndTotp onClose={() => setDialog(undefined)} />}
    </Section>
  )
}

function Password() {
  const form = useForm(
    'PUT /api/me/password',
    { current: '', password: '' },
    { stale: ['GET /api/sessions'], onDone: () => say({ text: m.settings_password_changed() }) },
  )
  return (
    <Section title={m.settings_password()}>
      <form
        className="grid grid-cols-[1fr_1fr_auto] items-start gap-4 max-phone:grid-cols-1"
        onSubmit={(event) => {
          event.preventDefault()
          form.tell({ body: form.values })
        }}
      >
        <TextField
          name={m.settings_password_now()}
          type="password"
          autoComplete="current-password"
          required
          {...form.text('current')}
        />
        <TextField
          name={m.settings_password_new()}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint={m.settings_password_hint()}
          {...form.text('password')}
        />
        <Button type="submit" className="mt-[21px] h-8" isBusy={form.isBusy}>
          {m.settings_password_change()}
        </Button>
      </form>
      {form.errorBesides('current', 'password') && (
        <p role="alert" className="mt-2 text-small text-shu">
          {form.errorBesides('current', 'password')}
        </p>
      )}
    </Section>
  )
}

function Sessions() {
  const asked = useAsk('GET /api/sessions', {})
  const end = useTell('DELETE /api/sessions/{id}', { stale: ['GET /api/sessions'] })
  const leave = useTell('POST /api/sign-out', { onDone: () => location.assign('/sign-in') })
  return (
    <Section title={m.settings_sessions()}>
      <Rows asked={asked} empty={m.settings_sessions_none()}>
        {(session) => (
          <Row
            key={session.id}
            name={session.device}
            about={`${session.ip} · ${agoOf(session.lastSeenAt)}`}
            marks={session.isCurrent && <Chip tone="matcha">{m.settings_session_this()}</Chip>}
          >
            {!session.isCurrent && (
              <Button onClick={() => end.mutate({ params: { id: session.id } })}>{m.agent_sign_out()}</Button>
            )}
          </Row>
        )}
      </Rows>
      <Button
        className="mt-4"
        look="danger"
        onClick={() =>
          askFirst({
            title: m.settings_sure_everywhere(),
            about: m.settings_sure_everywhere_about(),
            name: m.agent_sign_out(),
            run: () => leave.mutate({ body: { everywhere: true } }),
          })
        }
      >
        {m.settings_sign_out_everywhere()}
      </Button>
    </Section>
  )
}
