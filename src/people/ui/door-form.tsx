import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Problem } from '#agent/api.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { mistakeAt, wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'

type DoorFormProps = {
  /** What the button says. */
  does: string
  isBusy: boolean
  onSent: (answers: Record<string, string>) => void
  children: ReactNode
}

/** The questions at a door and the one button below them; answers go by the fields' names. */
export function DoorForm({ does, isBusy, onSent, children }: DoorFormProps) {
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const answers = [...new FormData(event.currentTarget)]
        onSent(Object.fromEntries(answers.map(([name, value]) => [name, String(value)])))
      }}
    >
      {children}
      <Button type="submit" look="primary" isBusy={isBusy} className="h-9">
        {does}
      </Button>
    </form>
  )
}

/** Who somebody is: the mail address a browser remembers. */
export function EmailField(more: { autoFocus?: boolean; error?: string | undefined }) {
  return (
    <TextField name={m.agent_email()} type="email" autoComplete="username" required field="email" {...more} />
  )
}

type NewPasswordProps = {
  name: string
  problem: Problem | null
  /** The form has no other place for what is wrong. */
  saysAll?: boolean
  autoFocus?: boolean
}

/** A password to be thought of, and what the desk said of the last one. */
export function NewPasswordField({ name, problem, saysAll, autoFocus }: NewPasswordProps) {
  return (
    <TextField
      name={name}
      type="password"
      autoComplete="new-password"
      minLength={10}
      required
      autoFocus={autoFocus}
      hint={m.agent_password_hint()}
      error={mistakeAt(problem, 'password') ?? (saysAll && problem ? wordsOf(problem) : undefined)}
      field="password"
    />
  )
}

/** What the desk answered, when it belongs to no field in particular. */
export function Refused({ problem }: { problem: Problem }) {
  return (
    <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
      {wordsOf(problem)}
    </p>
  )
}

/** The way to another door. */
export function DoorLink({ to, children }: { to: '/sign-in' | '/forgotten'; children: string }) {
  return (
    <Link
      to={to}
      className="mt-4 flex min-h-6 items-center justify-center text-small text-ink2 underline underline-offset-2 max-phone:min-h-11"
    >
      {children}
    </Link>
  )
}
