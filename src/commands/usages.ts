import { m } from '#texts'
import { CannotStart } from '#platform/cannot-start.ts'
import type { Locale } from '#platform/locale.ts'

type Usage = { written: string[]; does: (values: object, options: { locale: Locale }) => string }

/** How each command is written, and what it does. */
export const usages = {
  start: { written: ['start'], does: m.platform_help_start },
  web: { written: ['web'], does: m.platform_help_web },
  worker: { written: ['worker'], does: m.platform_help_worker },
  demo: { written: ['demo [--play-week]'], does: m.platform_help_demo },
  migrate: { written: ['migrate'], does: m.platform_help_migrate },
  setup: {
    written: [
      'setup --organisation NAME --brand SLUG --email ADDRESS --password WORDS [--mailbox ADDRESS] [--name YOUR-NAME] [--brand-name NAME] [--locale ja|en] [--time-zone ZONE]',
    ],
    does: m.platform_help_setup,
  },
  'api-key': {
    written: ['api-key create --email ADDRESS --name NAME [--scopes read,write,admin]'],
    does: m.platform_help_api_key,
  },
  mail: {
    written: ['mail deliver [--to ADDRESS] < MESSAGE', 'mail parse [FILE …]'],
    does: m.platform_help_mail,
  },
  language: {
    written: ['language detect [--brand-language ja] < TEXT'],
    does: m.platform_help_language,
  },
  calendar: { written: ['calendar due < LINES'], does: m.platform_help_calendar },
  answers: {
    written: ['answers rank --articles FILE --questions FILE'],
    does: m.answers_help_answers,
  },
  reasons: {
    written: ['reasons evaluate --train FILE --test FILE'],
    does: m.answers_help_reasons,
  },
  sample: {
    written: ['sample [--conversations N] [--seed S] [--brand SLUG]'],
    does: m.platform_help_sample,
  },
  backup: { written: ['backup FILE'], does: m.platform_help_backup },
  restore: { written: ['restore FILE [--force]'], does: m.platform_help_restore },
  doctor: { written: ['doctor'], does: m.platform_help_doctor },
} satisfies Record<string, Usage>

export type CommandName = keyof typeof usages

export const isCommand = (name: string): name is CommandName => Object.hasOwn(usages, name)

/** A command that was written wrongly; the program ends with 64, as sysexits.h has it. */
export class WrongUse extends CannotStart {}

export function wrongUse(name: CommandName, what: string): WrongUse {
  const usage = usages[name].written.join('\n')
  return new WrongUse((locale) => m.people_command_wrong({ what, usage }, { locale }))
}

/** What is printed for `--help`: one command, or all of them. */
export function help(locale: Locale, names: readonly string[] = Object.keys(usages)): string {
  return names
    .filter(isCommand)
    .map((name) => [...usages[name].written, `    ${usages[name].does({}, { locale })}`].join('\n'))
    .join('\n')
}
