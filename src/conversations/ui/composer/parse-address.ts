import type { Address } from '../../contract.ts'

const address = String.raw`[^\s<>,;:"@]+@[^\s<>,;:"@]+\.[^\s<>,;:"@]+`
const named = new RegExp(String.raw`^\s*(?:"?([^"<]*?)"?\s*<)?\s*(${address}?)\s*>?\s*$`)

/** The one address somebody typed, with a name before it or not. */
export function parseAddress(typed: string): Address | undefined {
  const [, name = '', found] = named.exec(typed.normalize('NFKC')) ?? []
  return found === undefined ? undefined : { name: name.trim(), address: found }
}

/** Every address in what was typed or pasted, apart by commas, semicolons or spaces. */
export function parseAddresses(typed: string): Address[] {
  return typed
    .normalize('NFKC')
    .split(/[,;\n、]+/)
    .flatMap((part) => {
      const one = parseAddress(part)
      if (one) return [one]
      return [...part.matchAll(new RegExp(address, 'g'))].map(([found]) => ({ name: '', address: found }))
    })
}
