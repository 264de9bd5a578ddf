import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { mistakeAt, wordsOf } from '#agent/kit/words.ts'
import { useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import { Door, sent, useEnter } from './door.tsx'

export function ForgottenScreen() {
  const [isDone, setDone] = useState(false)
  const askForReset = useTell('POST /api/password-resets', { onDone: () => setDone(true) })
  return (
    <Door title={m.agent_forgotten()} about={isDone ? m.agent_reset_sent() : m.agent_reset_about()}>
      {!isDone && (
        <form
          className="grid gap-4"
          onSubmit={(event) => askForReset.mutate({ body: { email: sent(event)['email'] ?? '' } })}
        >
          <TextField
            name={m.agent_email()}
            type="email"
            autoComplete="username"
            required
            autoFocus
            field="email"
          />
          <Button type="submit" look="primary" isBusy={askForReset.isPending} className="h-9">
            {m.agent_reset_ask()}
          </Button>
        </form>
      )}
      <BackToSignIn />
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
      <form
        className="grid gap-4"
        onSubmit={(event) =>
          reset.mutate({ params: { token }, body: { password: sent(event)['password'] ?? '' } })
        }
      >
        <TextField
          name={m.agent_new_password()}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          autoFocus
          hint={m.agent_password_hint()}
          error={reset.error ? (mistakeAt(reset.error, 'password') ?? wordsOf(reset.error)) : undefined}
          field="password"
        />
        <Button type="submit" look="primary" isBusy={reset.isPending} className="h-9">
          {m.agent_save()}
        </Button>
      </form>
    </Door>
  )
}

export function InvitationScreen() {
  const { token = '' } = useParams({ strict: false })
  const enter = useEnter()
  const locale = useLocale()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
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
        <BackToSignIn />
      </Door>
    )
  if (!invitation.data) return null
  return (
    <Door
      title={m.agent_invitation_title({ organisation: invitation.data.organisation })}
      about={invitation.data.email}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          const { name = '', password = '' } = sent(event)
          accept.mutate({ params: { token }, body: { name, password, locale, timeZone: zone } })
        }}
      >
        <TextField name={m.agent_your_name()} defaultValue={invitation.data.name} required field="name" />
        <TextField
          name={m.agent_password()}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint={m.agent_password_hint()}
          error={accept.error ? (mistakeAt(accept.error, 'password') ?? wordsOf(accept.error)) : undefined}
          field="password"
        />
        <Button type="submit" look="primary" isBusy={accept.isPending} className="h-9">
          {m.agent_begin()}
        </Button>
      </form>
    </Door>
  )
}

function BackToSignIn() {
  return (
    <Link
      to="/sign-in"
      className="mt-4 flex min-h-6 items-center justify-center text-small text-ink2 underline underline-offset-2 max-phone:min-h-11"
    >
      {m.agent_back_to_sign_in()}
    </Link>
  )
}
