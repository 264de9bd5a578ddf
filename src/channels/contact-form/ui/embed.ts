/** Puts the contact form where its own script element stands, as tall as it is. */
;(() => {
  const script = document.currentScript as HTMLScriptElement | null
  if (!script) return
  const { brand, language } = script.dataset
  const { origin } = new URL(script.src)
  const frame = document.createElement('iframe')
  const lang = language || document.documentElement.lang || navigator.language
  frame.src = `${origin}/form/${brand}?embed=1&lang=${lang.slice(0, 2)}`
  frame.title = lang.startsWith('ja') ? 'お問い合わせ' : 'Contact form'
  frame.style.cssText = 'width:100%;height:720px;border:0'
  addEventListener('message', ({ source, data }) => {
    if (source === frame.contentWindow && data.engawaForm) frame.style.height = `${data.engawaForm + 8}px`
  })
  script.after(frame)
})()
