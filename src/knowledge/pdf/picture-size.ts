import { open } from 'node:fs/promises'

const looksAt = 256 * 1024

/** How large a PNG or JPEG is, by its beginning; undefined for what a PDF cannot hold. */
export async function pictureSize(path: string): Promise<{ width: number; height: number } | undefined> {
  const file = await open(path).catch(() => undefined)
  if (!file) return undefined
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(looksAt), 0, looksAt, 0)
    const size = sizeOfPng(buffer.subarray(0, bytesRead)) ?? sizeOfJpeg(buffer.subarray(0, bytesRead))
    return size && size.width > 0 && size.height > 0 ? size : undefined
  } finally {
    await file.close()
  }
}

function sizeOfPng(bytes: Buffer) {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** The frame's header (ITU T.81, B.2.2) after the segments before it. */
function sizeOfJpeg(bytes: Buffer) {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < bytes.length; ) {
    const mark = bytes.readUInt16BE(at)
    const isFrame = mark >= 0xffc0 && mark <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(mark)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    if (mark >> 8 !== 0xff) return undefined
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
