const properties =
  /^(?:color|background|background-color|font|font-family|font-size|font-style|font-weight|font-variant|text-align|text-decoration|text-transform|text-indent|line-height|letter-spacing|word-spacing|margin(?:-(?:top|right|bottom|left))?|padding(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:collapse|spacing|radius)|width|height|min-width|max-width|min-height|max-height|display|vertical-align|white-space|word-break|word-wrap|overflow-wrap|list-style(?:-type|-position)?|table-layout|float|clear|direction|visibility|opacity|box-sizing)$/

// Values that fetch, run, or escape their box. A backslash or comment can hide any of these words from the pattern.
const hostile =
  /url\s*\(|image\s*\(|expression|javascript|vbscript|@import|behaviou?r|binding|[\\<>]|\/\*|var\s*\(|attr\s*\(/i

/** Keeps of a style attribute what only changes the look of the element itself. */
export function safeStyle(style: string): string {
  const kept: string[] = []
  for (const declaration of style.slice(0, 4000).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 1) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    if (!properties.test(property) || !value || value.length > 200 || hostile.test(value)) continue
    // Pulled out of its place, an element may lie over another one's link.
    if (property.startsWith('margin') && /(^|\s)-\d/.test(value)) continue
    if (property === 'display' && /fixed|contents/i.test(value)) continue
    kept.push(`${property}:${value.replace(/"/g, "'")}`)
  }
  return kept.join(';')
}
