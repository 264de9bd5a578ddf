import type { Readable } from 'node:stream'

export type TarEntry = { name: string; size: number; content(): AsyncGenerator<Buffer> }

const block = 512

/** The header of one file in a tar archive (POSIX.1-1988 "ustar"), readable by every tar. */
export function tarHeader(name: string, size: number, at: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for a tar archive`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write(`${Math.floor(at.getTime() / 1_000).toString(8)}\0`, 136)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** What fills the last block of a file. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block)
}

export const tarEnd = Buffer.alloc(2 * block)

/** Reads an archive file by file, without holding any; what of a file is not read is skipped. Throws when it ends too early. */
export async function* readTar(source: Readable): AsyncGenerator<TarEntry> {
  const take = takerOf(source)
  for (;;) {
    const header = await take.exactly(block)
    if (header.every((byte) => byte === 0)) return
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const written = Number.parseInt(header.toString('latin1', 148, 154), 8)
    if (written !== checksum(header) || !Number.isSafeInteger(size))
      throw new Error('Not a backup, or a damaged one')
    let left = size
    const content = async function* () {
      while (left > 0) {
        const piece = await take.upTo(left)
        left -= piece.length
        yield piece
      }
    }
    yield { name: header.toString('utf8', 0, header.indexOf(0)), size, content }
    for await (const _ of content()) {
      // Skips what nobody read.
    }
    await take.exactly(tarPadding(size).length)
  }
}

function takerOf(source: Readable) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const fill = async () => {
    const next = await chunks.next()
    if (next.done) throw new Error('The backup ends too early')
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
  }
  const cut = (length: number) => {
    const piece = held.subarray(0, length)
    held = held.subarray(length)
    return piece
  }
  return {
    async exactly(length: number): Promise<Buffer> {
      while (held.length < length) await fill()
      return cut(length)
    },
    async upTo(length: number): Promise<Buffer> {
      if (held.length === 0) await fill()
      return cut(Math.min(length, held.length))
    },
  }
}

/** The sum of the header's bytes, its own place counted as spaces. */
function checksum(header: Buffer): number {
  let sum = 0
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0)
  return sum
}
