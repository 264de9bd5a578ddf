import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { TextField } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import { DoorForm, DoorLink, EmailField, NewPasswordField } from './door-form.tsx'
import { Door, useEnter } from './door.tsx'

export function ForgottenScreen() {
  const [isDone, setDone] = useState(false)
  const askForReset = useTell('POST /api/password-resets', { onDone: () => setDone(true) })
  return (
    <Door title={m.agent_forgotten()} about={isDone ? m.agent_reset_sent() : m.agent_reset_about()}>
      {!isDone && (
        <DoorForm
          does={m.agent_reset_ask()}
          isBusy={askForReset.isPending}
          onSent={({ email = '' }) => askForReset.mutate({ body: { email } })}
        >
          <EmailField autoFocus />
        </DoorForm>
      )}
      <DoorLink to="/sign-in">{m.agent_back_to_sign_in()}</DoorLink>
    </Door>
  )
}

export function ResetScreen() {
  const { token = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const reset = useTell('POST /api/password-resets/{token}', {
    onRefused: () => true,
    onDone: () => {
      say({ text: m.agent_password_set() })
      void navigate({ to: '/sign-in' })
    },
  })
  return (
    <Door title={m.agent_new_password()}>
      <DoorForm
        does={m.agent_save()}
        isBusy={reset.isPending}
        onSent={({ password = '' }) => reset.mutate({ params: { token }, body: { password } })}
      >
        <NewPasswordField name={m.agent_new_password()} problem={reset.error} saysAll autoFocus />
      </DoorForm>
    </Door>
  )
}

export function InvitationScreen() {
  const { token = '' } = useParams({ strict: false })
  const enter = useEnter()
  const locale = useLocale()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const invitation = useAsk('GET /api/invitations/{token}', { params: { token } }, { retry: false })
  const accept = useTell('POST /api/invitations/{token}', {
    onRefused: () => true,
    onDone: () => void enter(),
  })
  if (invitation.isError)
    return (
      <Door title={m.agent_invitation()}>
        <p role="alert" className="text-ink2">
          {wordsOf(invitation.error)}
        </p>
        <DoorLink to="/sign-in">{m.agent_back_to_sign_in()}</DoorLink>
      </Door>
    )
  if (!invitation.data) return null
  const { organisation, email } = invitation.data
  return (
    <Door title={m.agent_invitation_title({ organisation })} about={email}>
      <DoorForm
        does={m.agent_begin()}
        isBusy={accept.isPending}
        onSent={({ name = '', password = '' }) =>
          accept.mutate({ params: { token }, body: { name, password, locale, timeZone } })
        }
      >
        <TextField name={m.agent_your_name()} defaultValue={invitation.data.name} required field="name" />
        <NewPasswordField name={m.agent_password()} problem={accept.error} saysAll />
      </DoorForm>
    </Door>
  )
}
