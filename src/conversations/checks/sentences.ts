import { m } from '#texts'
import { type Say, text } from '../said.ts'

/** What happened at the checks, for the conversation's timeline. */
export const checkSentences: Record<string, Say> = {
  'reply_checks.passed': ({ data }, { locale }) =>
    m.checks_said_passed({ why: text(data.reason), found: foundIn(data.findings, locale) }, { locale }),
}

const foundIn = (findings: unknown, locale: 'en' | 'ja') =>
  Array.isArray(findings)
    ? findings
        .map((one: unknown) => text(Object(one).found))
        .filter((one) => one !== '')
        .join(locale === 'ja' ? '、' : ', ')
    : ''
