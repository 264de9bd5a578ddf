const decoders = new Map<string, TextDecoder>()

/** A decoder made once per charset: making one costs more than a short header. */
export function decoderFor(charset: string, strict = false): TextDecoder {
  const key = strict ? `${charset}!` : charset
  let decoder = decoders.get(key)
  if (!decoder) {
    decoder = new TextDecoder(charset, { fatal: strict })
    decoders.set(key, decoder)
  }
  return decoder
}

/** The text, or null when the bytes are not valid in the charset. */
export function decodeStrictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return decoderFor(charset, true).decode(bytes)
  } catch {
    return null
  }
}
