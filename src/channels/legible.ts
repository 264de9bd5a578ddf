type Rgb = readonly [number, number, number]

/** The ink (black or white) that reads best on a colour. */
export function inkOn(colour: string): string {
  const rgb = parse(colour)
  return contrast(rgb, white) >= contrast(rgb, dark) ? '#ffffff' : '#16140f'
}

/** A colour as text or a filled button on a background: moved towards the background's opposite until it reads (WCAG AA, 4.5:1). */
export function legible(colour: string, background: string): string {
  const ground = parse(background)
  const goal = luminance(ground) > 0.4 ? black : white
  let rgb = parse(colour)
  for (let step = 0; step < 20 && contrast(rgb, ground) < 4.5; step++) rgb = mix(rgb, goal, 0.1)
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

export function contrastOf(one: string, other: string): number {
  return contrast(parse(one), parse(other))
}

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]
const dark: Rgb = [22, 20, 15]

function parse(colour: string): Rgb {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) || 0
  return [part(1), part(3), part(5)]
}

const mix = (one: Rgb, other: Rgb, share: number): Rgb => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
]

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
