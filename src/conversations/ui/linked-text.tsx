import { useMemo } from 'react'

/** Plain text with its addresses to click on; nothing else in it is read as markup. */
export function LinkedText({ text }: { text: string }) {
  const parts = useMemo(() => split(text.trim()), [text])
  return (
    <div className="text-pretty whitespace-pre-wrap">
      {parts.map((part, at) =>
        part.href ? (
          <a
            key={at}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-ai underline underline-offset-2"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </div>
  )
}

// Japanese text often follows an address without a space, so it ends at the first sign that cannot stand in one.
const address = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

function split(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, '')
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: found, href: found.includes('://') ? found : `mailto:${found}` })
    end = match.index + found.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}
