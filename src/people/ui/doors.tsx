import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import type { Problem } from '#agent/api.ts'
import { Button } from '#agent/kit/button.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { ErrorState } from '#agent/kit/states.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { speak, useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import { timeZones } from './time-zones.ts'

/** What stands before the desk: one question at a time, in the visitor's language. */
function Door({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const locale = useLocale()
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-mat p-4">
      <div className="w-full max-w-[400px] py-8">
        <div className="mb-6 flex items-center gap-2.5">
          <img src="/mark.svg" alt="" width={28} height={28} />
          <span className="text-title font-semibold">Engawa</span>
          <span className="flex-1" />
          <button
            type="button"
            onClick={() => speak(locale === 'ja' ? 'en' : 'ja')}
            className="rounded-[5px] px-1.5 py-1 text-small text-ink2 hover:text-ink max-phone:min-h-11"
          >
            {locale === 'ja' ? 'English' : '日本語'}
          </button>
        </div>
        <div className="rounded-[12px] border border-line bg-paper p-6">
          <h1 className="text-[18px]">{title}</h1>
          {about && <p className="mt-1 text-ink2">{about}</p>}
          <div className="mt-5">{children}</div>
        </div>
      </div>
    </main>
  )
}

const sent = (event: FormEvent<HTMLFormElement>): Record<string, string> => {
  event.preventDefault()
  return Object.fromEntries(
    [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value)]),
  )
}

const fieldError = (problem: Problem | null, field: string) =>
  problem && (problem.field === field || problem.field?.endsWith(`.${field}`)) ? wordsOf(problem) : undefined

function useEnter() {
  const client = useQueryClient()
  const router = useRouter()
  const { next } = useSearch({ strict: false })
  return async () => {
    client.clear()
    await router.invalidate()
    router.history.push(next ?? '/')
  }
}

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
        <Link to="/forgotten" className="text-center text-small text-ink2 underline underline-offset-2">
          {m.agent_forgotten()}
        </Link>
      </form>
    </Door>
  )
}

export function SetupScreen() {
  const enter = useEnter()
  const locale = useLocale()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const setUp = useTell('POST /api/setup', { onRefused: () => true, onDone: () => void enter() })
  const problem = setUp.error
  return (
    <Door title={m.agent_setup_title()} about={m.agent_setup_about()}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          const form = sent(event)
          setUp.mutate({
            body: {
              organisation: form['organisation'] ?? '',
              locale,
              timeZone: form['timeZone'] ?? zone,
              brand: {
                name: form['brand'] ?? '',
                slug: form['slug'] ?? '',
                locale: form['brandLocale'] === 'en' ? 'en' : 'ja',
              },
              admin: {
                name: form['name'] ?? '',
                email: form['email'] ?? '',
                password: form['password'] ?? '',
              },
            },
          })
        }}
      >
        {problem && !problem.field && (
          <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
            {wordsOf(problem)}
          </p>
        )}
        <TextField
          name={m.agent_organisation()}
          required
          autoFocus
          error={fieldError(problem, 'organisation')}
          field="organisation"
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            name={m.agent_first_brand()}
            required
            error={problem?.field === 'brand.name' ? wordsOf(problem) : undefined}
            field="brand"
          />
          <TextField
            name={m.agent_brand_slug()}
            required
            pattern="[a-z0-9][a-z0-9\-]{0,62}"
            hint={m.agent_brand_slug_hint()}
            error={fieldError(problem, 'slug')}
            field="slug"
          />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <Select
            name={m.agent_brand_language()}
            defaultValue={locale}
            choices={[
              { value: 'ja', name: '日本語' },
              { value: 'en', name: 'English' },
            ]}
            field="brandLocale"
          />
          <Select name={m.agent_time_zone()} defaultValue={zone} choices={timeZones(zone)} field="timeZone" />
        </div>
        <hr className="border-line" />
        <TextField
          name={m.agent_your_name()}
          autoComplete="name"
          required
          error={problem?.field === 'admin.name' ? wordsOf(problem) : undefined}
          field="name"
        />
        <TextField
          name={m.agent_email()}
          type="email"
          autoComplete="username"
          required
          error={fieldError(problem, 'email')}
          field="email"
        />
        <TextField
          name={m.agent_password()}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint={m.agent_password_hint()}
          error={fieldError(problem, 'password')}
          field="password"
        />
        <Button type="submit" look="primary" isBusy={setUp.isPending} className="h-9">
          {m.agent_setup_do()}
        </Button>
      </form>
    </Door>
  )
}

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
      <Link
        to="/sign-in"
        className="mt-4 block text-center text-small text-ink2 underline underline-offset-2"
      >
        {m.agent_back_to_sign_in()}
      </Link>
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
          error={reset.error ? wordsOf(reset.error) : undefined}
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
        <ErrorState error={invitation.error} />
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
          error={accept.error ? wordsOf(accept.error) : undefined}
          field="password"
        />
        <Button type="submit" look="primary" isBusy={accept.isPending} className="h-9">
          {m.agent_begin()}
        </Button>
      </form>
    </Door>
  )
}
