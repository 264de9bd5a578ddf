/** What a browser keeps of a chat between pages. Where storage is refused, it is kept while the page lives. */
const memory = new Map<string, string>()

const name = (slug: string, key: string) => `engawa.${slug}.${key}`

export function keep(slug: string, key: string, value: string): void {
  memory.set(name(slug, key), value)
  attempt(() => localStorage.setItem(name(slug, key), value))
}

export function kept(slug: string, key: string): string | undefined {
  return attempt(() => localStorage.getItem(name(slug, key)) ?? undefined) ?? memory.get(name(slug, key))
}

export function forget(slug: string, key: string): void {
  memory.delete(name(slug, key))
  attempt(() => localStorage.removeItem(name(slug, key)))
}

export function keptKeys(slug: string, start: string): string[] {
  const whole = name(slug, start)
  const keys = attempt(() => Object.keys(localStorage)) ?? [...memory.keys()]
  return keys.filter((key) => key.startsWith(whole)).map((key) => key.slice(name(slug, '').length))
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
