/** @jsxImportSource preact */
import './panel.css'
import { render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { inkOn, legible } from '#channels/legible.ts'
import { Composer } from './composer.tsx'
import type { PanelConfig } from '../panel-config.ts'
import { Header } from './header.tsx'
import { keep, kept } from './keep.ts'
import type * as later from './later.ts'
import { Log } from './log.tsx'
import { openStore, type Chat } from './store.ts'
import { fill } from './fill.ts'

type About = { page?: string; user?: string; hmac?: string }

const config: PanelConfig = JSON.parse(document.getElementById('config')?.textContent ?? '{}')
const about = readAbout()
const { language, texts: t } = config
const tellPage = (body: object) => {
  if (parent !== window) parent.postMessage(body, '*')
}

type Later = typeof later
const loadLater = (): Promise<Later> => import(/* @vite-ignore */ config.later)

function Panel() {
  const [chat, setChat] = useState<Chat>()
  const [hasSound, setSound] = useState(config.hasSound && kept(config.slug, 'sound') !== 'off')
  const [isAsked, setAsked] = useState(kept(config.slug, 'asked') === 'yes')
  const store = useMemo(() => openStore(config, language, about, setChat), [])
  const now = chat ?? store.now()
  useEffect(() => {
    store.onRing(() => hasSound && void loadLater().then(({ chime }) => chime()))
  }, [hasSound])
  useEffect(() => tellPage({ unread: now.unread }), [now.unread])
  useEffect(() => {
    let isShown = parent === window
    const look = () => store.seen(isShown && !document.hidden)
    addEventListener('message', ({ source, data }) => {
      if (source !== parent || typeof data.shown !== 'boolean') return
      isShown = data.shown
      look()
      if (isShown) document.querySelector('textarea')?.focus()
    })
    document.addEventListener('visibilitychange', look)
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') tellPage({ close: true })
    })
    look()
    if (store.hasToken() || now.pending.length > 0) store.begin()
    const colour = legible(config.colour, '#ffffff')
    tellPage({ ready: true, colour, ink: inkOn(colour), label: `${t.launcher} - ${config.name}` })
  }, [])
  const hasBegun = now.messages.length + now.pending.length > 0
  const { email } = now.state
  const asksBefore = config.ask === 'before' && !hasBegun && email === null
  // While the desk answers by itself there is nothing to wait for.
  const said = now.messages.findLast((one) => one.from === 'staff')
  const isServed = said ? said.replies.length > 0 : config.bot !== null
  const asksAfter =
    config.ask === 'after' && hasBegun && email === null && !isAsked && !now.state.isEnded && !isServed
  // Forms come when they are needed.
  const [forms, setForms] = useState<Later>()
  const needsForms = asksBefore || asksAfter || (now.state.isEnded && hasBegun)
  useEffect(() => {
    if (needsForms && !forms) void loadLater().then(setForms)
  }, [needsForms])
  const dismiss = () => {
    keep(config.slug, 'asked', 'yes')
    setAsked(true)
  }
  return (
    <>
      <Header
        config={config}
        t={t}
        language={language}
        hasBegun={hasBegun}
        isEnded={now.state.isEnded}
        hasSound={hasSound}
        onSound={() => {
          keep(config.slug, 'sound', hasSound ? 'off' : 'on')
          setSound(!hasSound)
        }}
        onEnd={() => store.end()}
        onTranscript={async () => {
          if (email === null) return setAsked(false)
          const answer = await store.transcript()
          store.notice(answer.type === 'refused' ? answer.title : fill(t.transcriptSent, email))
        }}
        onClose={() => tellPage({ close: true })}
      />
      <Log
        config={config}
        t={t}
        language={language}
        chat={now}
        onEarlier={() => store.earlier()}
        onTopic={(text, reasonId) => store.send(text, [], { reasonId })}
        onPress={(messageId, { key, label }) => store.send(label, [], { pressed: { messageId, key } })}
      >
        {forms && asksAfter && (
          <forms.AskContact
            t={t}
            title={t.askAfter}
            state={now.state}
            needsEmail
            onSave={store.contact}
            onLater={dismiss}
          />
        )}
        {forms && now.state.isEnded && hasBegun && (
          <forms.Rating t={t} score={now.state.rating} onRate={(score) => store.rate(score)} />
        )}
      </Log>
      <div class="notices" role="status">
        {now.wasConnected && !now.isConnected && <p class="notice wait">{t.offline}</p>}
        {now.notice && <p class="notice">{now.notice === 'unavailable' ? t.unavailable : now.notice}</p>}
      </div>
      {asksBefore ? (
        forms && (
          <forms.AskContact
            t={t}
            title={t.askBefore}
            state={now.state}
            needsEmail
            isFirst
            onSave={store.contact}
          />
        )
      ) : (
        <Composer config={config} t={t} store={store} />
      )}
    </>
  )
}

function readAbout(): About {
  try {
    return JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}')
  } catch {
    return {}
  }
}

/** The brand's colour replaces indigo, moved until it reads in both themes. */
function paint(): void {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  const colour = legible(config.colour, isDark ? '#1b1a18' : '#fbfaf7')
  const { style } = document.documentElement
  style.setProperty('--ai', colour)
  style.setProperty('--on-ai', inkOn(colour))
}

paint()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
render(<Panel />, document.body)
