import { cx } from './classes.ts'

/** A person in two letters; Japanese names show their first character. */
export function Avatar({ name, size = 38, isMuted }: { name: string; size?: number; isMuted?: boolean }) {
  return (
    <span
      aria-hidden
      style={{ width: size, height: size, fontSize: Math.round(size * 0.36) }}
      className={cx(
        'inline-grid shrink-0 place-items-center rounded-full font-semibold select-none',
        isMuted ? 'bg-mat text-ink3' : 'bg-ai-soft text-ai',
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name
    .replaceAll(/[^\p{L}\p{N}\s]/gu, ' ')
    .trim()
    .split(/\s+/)
  const first = words[0]?.[0] ?? '·'
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(first)) return first
  return (first + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? ''))).toUpperCase()
}
