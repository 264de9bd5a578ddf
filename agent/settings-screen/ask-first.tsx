import { useSyncExternalStore } from 'react'
import { m } from '#texts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'

type Question = {
  title: string
  /** What will be so afterwards, and whether it can be taken back. */
  about: string
  /** What the button that does it says. */
  name: string
  run: () => void
}

let question: Question | undefined
const listeners = new Set<() => void>()

/** Asks before something is done that cannot simply be undone. */
export function askFirst(asked: Question): void {
  put(asked)
}

/** Where such questions are shown, once per screen. */
export function AskedFirst() {
  const asked = useSyncExternalStore(subscribe, () => question)
  if (!asked) return null
  const close = () => put(undefined)
  const footer = (
    <>
      <Button onClick={close}>{m.settings_cancel()}</Button>
      <Button
        look="danger"
        onClick={() => {
          close()
          asked.run()
        }}
      >
        {asked.name}
      </Button>
    </>
  )
  return (
    <Dialog title={asked.title} isOpen onClose={close} width={420} footer={footer}>
      <p className="text-list text-ink2">{asked.about}</p>
    </Dialog>
  )
}

function put(next: Question | undefined): void {
  question = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
