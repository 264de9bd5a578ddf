import type { Locale } from './locale.ts'

/** Why a command cannot begin, in words for the operator at the terminal, who can mend it; printed without a stack. */
export class CannotStart extends Error {
  readonly say: (locale: Locale) => string

  constructor(say: (locale: Locale) => string, options?: ErrorOptions) {
    super(say('en'), options)
    this.name = 'CannotStart'
    this.say = say
  }
}

/** The operator's language as POSIX has it: LC_ALL before LC_MESSAGES before LANG. */
export function terminalLocale(env: NodeJS.ProcessEnv): Locale {
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return language.startsWith('ja') ? 'ja' : 'en'
}
