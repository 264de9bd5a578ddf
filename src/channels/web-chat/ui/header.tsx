/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { PanelConfig } from '../panel-config.ts'
import { fill, type Texts } from './fill.ts'
import './header.css'

type Props = {
  config: PanelConfig
  t: Texts
  language: 'en' | 'ja'
  hasBegun: boolean
  isEnded: boolean
  hasSound: boolean
  onSound(): void
  onEnd(): void
  onTranscript(): void
  onClose(): void
}

export function Header({ config, t, language, ...props }: Props) {
  const [isOpen, setOpen] = useState(false)
  const choose = (act: () => void) => () => {
    setOpen(false)
    act()
  }
  return (
    <header>
      <span class="mark" aria-hidden="true">
        {[...config.name][0]}
      </span>
      <div class="who">
        <h1>{config.name}</h1>
        <Hours config={config} t={t} language={language} />
      </div>
      <button class="icon" aria-label={t.menu} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <svg viewBox="0 0 20 20">
          <path d="M4 10h.01M10 10h.01M16 10h.01" />
        </svg>
      </button>
      <button class="icon" aria-label={t.close} onClick={props.onClose}>
        <svg viewBox="0 0 20 20">
          <path d="m5 8 5 5 5-5" />
        </svg>
      </button>
      {isOpen && (
        <div class="menu">
          {config.hasSound && (
            <button onClick={choose(props.onSound)}>{props.hasSound ? t.soundOff : t.soundOn}</button>
          )}
          {props.hasBegun && <button onClick={choose(props.onTranscript)}>{t.transcript}</button>}
          {props.hasBegun && !props.isEnded && <button onClick={choose(props.onEnd)}>{t.end}</button>}
        </div>
      )}
    </header>
  )
}

/** Whether somebody answers now, and otherwise when, on the visitor's own clock. */
function Hours({ config, t, language }: Pick<Props, 'config' | 't' | 'language'>) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  if (!config.opening) return null
  const { isOpen, changesAt } = config.opening
  const change = changesAt === null ? undefined : new Date(changesAt)
  // What was told when the panel was opened turns at that moment.
  const isNow = change && change.getTime() <= now ? !isOpen : isOpen
  if (isNow) {
    return (
      <p class="hours">
        <i class="dot on" /> {t.open}
      </p>
    )
  }
  return (
    <p class="hours">
      <i class="dot" />{' '}
      {change && change.getTime() > now ? fill(t.opensAt, whenOf(change, now, language)) : t.closed}
    </p>
  )
}

function whenOf(at: Date, now: number, language: 'en' | 'ja'): string {
  const isSoon = at.toDateString() === new Date(now).toDateString()
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at)
  const day = new Intl.DateTimeFormat(language, { weekday: language === 'ja' ? 'short' : 'long' }).format(at)
  if (language === 'ja') return `${isSoon ? '' : `${day}曜 `}${clock} `
  return isSoon ? `at ${clock}` : `on ${day} at ${clock}`
}
