import { useSyncExternalStore } from 'react'
import { overwriteGetLocale, type Locale } from '#texts/runtime'

export type Theme = 'system' | 'light' | 'dark'

const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let locale: Locale = knownLocale()
let theme: Theme = knownTheme()

overwriteGetLocale(() => locale)
dark.addEventListener('change', () => paint())
paint()

/** The language of the screens, at once and everywhere; the next visit begins with it. */
export function speak(next: Locale): void {
  if (next === locale) return
  locale = next
  localStorage.setItem('engawa-locale', next)
  paint()
  for (const listener of listeners) listener()
}

/** Light, dark, or as the machine has it. */
export function dress(next: Theme): void {
  if (next === theme) return
  theme = next
  localStorage.setItem('engawa-theme', next)
  paint()
  for (const listener of listeners) listener()
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, () => locale)
}

/** What is painted now, for the frames of mails. */
export function useDarkness(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, () => (isDark() ? 'dark' : 'light'))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  dark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    dark.removeEventListener('change', listener)
  }
}

function isDark(): boolean {
  return theme === 'dark' || (theme === 'system' && dark.matches)
}

function paint(): void {
  document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light'
  document.documentElement.lang = locale
}

function knownLocale(): Locale {
  const known = localStorage.getItem('engawa-locale')
  if (known === 'ja' || known === 'en') return known
  return navigator.language.startsWith('ja') ? 'ja' : 'en'
}

function knownTheme(): Theme {
  const known = localStorage.getItem('engawa-theme')
  return known === 'light' || known === 'dark' ? known : 'system'
}
