/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { ChatState } from '../frames.ts'
import type { Texts } from './fill.ts'

type Props = {
  t: Texts
  title: string
  state: ChatState
  needsEmail?: boolean
  isFirst?: boolean
  onSave(name: string, email: string): Promise<boolean>
  onLater?(): void
}

/** Asks for name and address, before the chat or beside it. */
export function AskContact({ t, title, state, isFirst, onSave, onLater }: Props) {
  const [name, setName] = useState(state.name)
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState('')
  const save = async () => {
    const address = email.trim()
    if (address === '') return setWrong(t.emailNeeded)
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return setWrong(t.emailWrong)
    setWrong('')
    if (!(await onSave(name.trim(), address.toLowerCase()))) setWrong(t.emailWrong)
  }
  return (
    <form
      class={isFirst ? 'ask first' : 'ask'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <p>{title}</p>
      <label>
        <span>
          {t.name}
          <small> {t.optional}</small>
        </span>
        <input
          value={name}
          autoComplete="name"
          maxLength={200}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>{t.email}</span>
        <input
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          value={email}
          aria-invalid={wrong !== ''}
          aria-describedby="wrong"
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <p id="wrong" class="wrong" role="alert">
        {wrong}
      </p>
      <div class="row">
        {onLater && (
          <button type="button" class="quiet" onClick={onLater}>
            {t.later}
          </button>
        )}
        <button type="submit" class="primary">
          {isFirst ? t.begin : t.save}
        </button>
      </div>
    </form>
  )
}
