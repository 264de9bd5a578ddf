import { detectLanguage } from '#languages/detect.ts'
import { toSearchVector } from '#platform/search-text.ts'
import type { FoundAhead } from '../../incoming.ts'
import { cleanHtml } from '../clean-html.ts'
import type { SafeHtml } from '../reading/html/safe-html.ts'
import { type ReadMail, readMail } from '../reading/read-mail.ts'

/** What can be found out about a mail from its bytes alone, which is most of the work a mail makes. */
export type Understood = {
  mail: ReadMail
  html: SafeHtml | null
  ahead: FoundAhead
}

// What is expected is nearly always a language the product speaks; any other is looked at when it comes up.
const usuallyExpected = ['ja', 'en']

export async function understand(bytes: Uint8Array): Promise<Understood> {
  const mail = await readMail(bytes)
  const text = mail.visibleText
  return {
    mail,
    html: cleanHtml(mail),
    ahead: {
      words: toSearchVector(text),
      languages: Object.fromEntries(usuallyExpected.map((code) => [code, detectLanguage(text, code)])),
    },
  }
}
