// What few need at once: loaded when it is, from an address the panel is told, since the bundler's own way of loading is larger than
// what it would save. Its style comes with it by CSSOM, which a Content-Security-Policy allows.
import style from './ask.css?inline'

const sheet = new CSSStyleSheet()
sheet.replaceSync(style)
document.adoptedStyleSheets.push(sheet)

export { AskContact } from './contact.tsx'
export { Rating } from './rating.tsx'
export { chime } from './sound.ts'
