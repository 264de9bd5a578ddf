/**
 * The one line a shop embeds. It leaves the shop's page alone: everything it shows stands in a shadow root and in a frame of our
 * own origin, styles go in by CSSOM (nothing inline for a Content-Security-Policy to refuse), and the only global is `Engawa`.
 */
;(() => {
  const page = window as typeof window & { Engawa?: (act: 'open' | 'close') => void }
  const doc = document
  const script = doc.currentScript as HTMLScriptElement | null
  if (!script || page.Engawa) return
  const { brand, language, user, hmac } = script.dataset
  const { origin } = new URL(script.src)
  const make = <K extends 'div' | 'iframe' | 'button' | 'b'>(name: K) => doc.createElement(name)
  const host = make('div')
  const frame = make('iframe')
  const button = make('button')
  const badge = make('b')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    ':host{all:initial}*{position:fixed;right:20px;border:0;z-index:2147483000}[hidden]{display:none}' +
      'button{bottom:20px;width:56px;height:56px;border-radius:18px;cursor:pointer;background:var(--c);color:var(--i);box-shadow:0 4px 18px #0003}' +
      'button:focus-visible{outline:3px solid var(--c);outline-offset:3px}' +
      'svg,path{position:static;fill:none;stroke:currentColor;stroke-width:2}' +
      'b{pointer-events:none;bottom:62px;right:14px;min-width:10px;padding:0 5px;border-radius:10px;background:#b53f28;color:#fff;font:600 12px/20px system-ui;text-align:center}' +
      'iframe{bottom:88px;width:376px;height:min(640px,100vh - 108px);border-radius:16px;box-shadow:0 12px 40px #0003}' +
      '@media(max-width:480px){iframe{inset:0;width:100%;height:100%;border-radius:0}}',
  )
  root.adoptedStyleSheets = [sheet]
  const { title } = doc
  let unread = 0
  const tell = () => frame.contentWindow?.postMessage({ shown: !frame.hidden }, origin)
  const retitle = () => {
    if (unread && doc.hidden) doc.title = `(${unread}) ${title}`
    else if (doc.title.endsWith(`) ${title}`)) doc.title = title
  }
  const show = (isOpen: boolean) => {
    frame.hidden = !isOpen
    button.ariaExpanded = `${isOpen}`
    tell()
    if (!isOpen) button.focus()
  }
  page.Engawa = (act) => show(act === 'open')
  button.onclick = () => show(!!frame.hidden)
  doc.addEventListener('visibilitychange', retitle)
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return
    if (data.ready) {
      host.style.setProperty('--c', data.colour)
      host.style.setProperty('--i', data.ink)
      frame.title = button.ariaLabel = data.label
      button.hidden = false
      tell()
    }
    if (data.close) show(false)
    if ('unread' in data) {
      unread = data.unread
      badge.textContent = `${unread}`
      badge.hidden = !unread
      retitle()
    }
  })
  // Words under a roof.
  button.innerHTML =
    '<svg width=26 viewBox="0 0 24 24"><path d="M4 5h16v12h-9l-5 4v-4H4zM8 9h8M8 13h5"/></svg>'
  badge.hidden = button.hidden = frame.hidden = true
  root.append(button, badge, frame)
  const start = () => {
    const lang = language || doc.documentElement.lang || navigator.language
    const about = encodeURIComponent(JSON.stringify({ page: location.href, user, hmac }))
    frame.src = `${origin}/widget/${brand}/panel?lang=${lang}#${about}`
    doc.body.append(host)
  }
  // The shop's own page comes first.
  if (doc.readyState === 'complete') start()
  else addEventListener('load', start)
})()
