import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { Door, sent, useEnter } from './door.tsx'

export function SignInScreen() {
  const enter = useEnter()
  const [known, setKnown] = useState<{ email: string; password: string }>()
  const signIn = useTell('POST /api/sign-in', {
    onRefused: () => true,
    onDone: ({ needsTotp }, { body }) =>
      needsTotp ? setKnown({ email: body.email, password: body.password }) : void enter(),
  })
  const refusal = signIn.error
  if (known)
    return (
      <Door title={m.agent_second_step()} about={m.agent_second_step_about()}>
        <form
          className="grid gap-4"
          onSubmit={(event) => signIn.mutate({ body: { ...known, code: sent(event)['code'] ?? '' } })}
        >
          <TextField
            name={m.agent_code()}
            autoFocus
            autoComplete="one-time-code"
            required
            error={refusal ? wordsOf(refusal) : undefined}
            field="code"
          />
          <Button type="submit" look="primary" isBusy={signIn.isPending} className="h-9">
            {m.agent_sign_in()}
          </Button>
        </form>
      </Door>
    )
  return (
    <Door title={m.agent_sign_in()}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          const { email = '', password = '' } = sent(event)
          signIn.mutate({ body: { email, password } })
        }}
      >
        {refusal && (
          <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
            {wordsOf(refusal)}
          </p>
        )}
        <TextField
          name={m.agent_email()}
          type="email"
          autoComplete="username"
          required
          autoFocus
          field="email"
        />
        <TextField
          name={m.agent_password()}
          type="password"
          autoComplete="current-password"
          required
          field="password"
        />
        <Button type="submit" look="primary" isBusy={signIn.isPending} className="h-9">
          {m.agent_sign_in()}
        </Button>
        <Link
          to="/forgotten"
          className="flex min-h-6 items-center justify-center text-small text-ink2 underline underline-offset-2 max-phone:min-h-11"
        >
          {m.agent_forgotten()}
        </Link>
      </form>
    </Door>
  )
}
