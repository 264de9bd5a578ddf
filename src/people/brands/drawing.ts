import { Parser } from 'htmlparser2'

const shapes = new Set([
  ...[
    'svg',
    'g',
    'defs',
    'title',
    'desc',
    'metadata',
    'path',
    'rect',
    'circle',
    'ellipse',
    'line',
    'polyline',
    'polygon',
  ],
  ...[
    'linearGradient',
    'radialGradient',
    'stop',
    'clipPath',
    'mask',
    'text',
    'tspan',
    'symbol',
    'use',
    'style',
  ],
])
const reachesOut = /url\(\s*(?!['"]?#)|@import|javascript:|expression\(|data:/i

/**
 * Whether an SVG is a drawing and nothing else: no script, no handler, no foreign content, nothing fetched from elsewhere, no entities.
 * It is refused and not mended, so that what is shown is what the brand's designer made.
 */
export function isHarmlessDrawing(svg: string): boolean {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(svg) || /<\?(?!xml[\s?])/i.test(svg)) return false
  let isFine = true
  let depth = 0
  let roots = 0
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (depth++ === 0) roots += tag === 'svg' ? 1 : 2
        // Drawing programs leave their own notes under prefixes of their own; they are never shown.
        if (!shapes.has(tag) && !/^(?:sodipodi|inkscape|rdf|cc|dc):/.test(tag)) isFine = false
        for (const [name, value] of Object.entries(attributes)) if (!isHarmless(name, value)) isFine = false
      },
      ontext(text) {
        if (reachesOut.test(text)) isFine = false
      },
      onclosetag: () => depth--,
    },
    { xmlMode: true, recognizeSelfClosing: true },
  )
  parser.end(svg)
  return isFine && roots === 1 && depth === 0
}

function isHarmless(name: string, value: string): boolean {
  if (/^on/i.test(name)) return false
  if (/^(?:xlink:)?href$/i.test(name)) return value.startsWith('#')
  return /^xmlns(?::|$)/.test(name) || !reachesOut.test(value)
}
