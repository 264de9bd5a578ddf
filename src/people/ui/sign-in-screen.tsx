import { useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { TextField } from '#agent/kit/field.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { DoorForm, DoorLink, EmailField, Refused } from './door-form.tsx'
import { Door, useEnter } from './door.tsx'

export function SignInScreen() {
  const enter = useEnter()
  const [known, setKnown] = useState<{ email: string; password: string }>()
  const signIn = useTell('POST /api/sign-in', {
    onRefused: () => true,
    onDone: ({ needsTotp }, { body }) =>
      needsTotp ? setKnown({ email: body.email, password: body.password }) : void enter(),
  })
  if (known)
    return (
      <Door title={m.agent_second_step()} about={m.agent_second_step_about()}>
        <DoorForm
          does={m.agent_sign_in()}
          isBusy={signIn.isPending}
          onSent={({ code = '' }) => signIn.mutate({ body: { ...known, code } })}
        >
          <TextField
            name={m.agent_code()}
            autoFocus
            autoComplete="one-time-code"
            required
            error={signIn.error ? wordsOf(signIn.error) : undefined}
            field="code"
          />
        </DoorForm>
      </Door>
    )
  return (
    <Door title={m.agent_sign_in()}>
      <DoorForm
        does={m.agent_sign_in()}
        isBusy={signIn.isPending}
        onSent={({ email = '', password = '' }) => signIn.mutate({ body: { email, password } })}
      >
        {signIn.error && <Refused problem={signIn.error} />}
        <EmailField autoFocus />
        <TextField
          name={m.agent_password()}
          type="password"
          autoComplete="current-password"
          required
          field="password"
        />
      </DoorForm>
      <DoorLink to="/forgotten">{m.agent_forgotten()}</DoorLink>
    </Door>
  )
}
