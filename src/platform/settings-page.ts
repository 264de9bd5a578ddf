import { m } from '#texts'
import { locales } from './locale.ts'
import { computedDefaults, type SettingName, settings } from './settings.ts'

/** docs/operating/settings.md; a test keeps the page and the table equal, `npx vitest run src/platform/config.test.ts -u` writes it. */
export function settingsPage(): string {
  const names = Object.keys(settings) as SettingName[]
  const tables = locales.map((locale) => {
    const rows = names.map((name) => {
      const { meaning, isSecret, default: fallback } = settings[name]
      const shown = computedDefaults[name] ?? fallback
      const secret = isSecret ? m.platform_settings_page_secret({}, { locale }) : ''
      return `| \`${name}\` | ${shown && `\`${shown}\``} | ${meaning(locale)}${secret} |`
    })
    return [
      `## ${m.platform_settings_page_title({}, { locale })}`,
      '',
      m.platform_settings_page_introduction({}, { locale }),
      '',
      m.platform_settings_page_columns({}, { locale }),
      '|---|---|---|',
      ...rows,
      '',
    ].join('\n')
  })
  return `# Settings / 設定\n\n${tables.join('\n')}`
}
