/** The beginning of a text, at most so many UTF-16 units; never half of a character at its end, such as of an emoji. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const isHigh = (text.charCodeAt(most - 1) & 0xfc00) === 0xd800
  return text.slice(0, isHigh ? most - 1 : most)
}
