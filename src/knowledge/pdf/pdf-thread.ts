import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import { answerAsThread } from '#platform/thread.ts'
import type { Surroundings } from './runs.ts'
import { documentOf, type Printing } from './document.ts'
import { pictureSize } from './picture-size.ts'

export type Print = {
  printing: Printing
  publicUrl: string
  /** Addresses of articles that readers can open. */
  addresses: Record<number, string>
  /** Pictures by their numbers, and where they are kept. */
  pictures: Record<number, string>
}

const normal = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
)
const bold = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
)
const shown = new Set([normal, bold])

pdfmake.setFonts({ 'BIZ UDPGothic': { normal, bold, italics: normal, bolditalics: bold } })
// Nothing is fetched, and no file is read but letters and the pictures of the texts.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => shown.has(path))

answerAsThread(async (print: Print) => {
  const bytes = await made(print, await sizesOf(print.pictures)).catch((error) => {
    // A picture that only looked like one does not keep the words from being read.
    if (!/image|png|jpe?g|inflate|zlib/i.test(String(error))) throw error
    return made(print, new Map())
  })
  return { answer: bytes, hand: [bytes.buffer as ArrayBuffer] }
})

type Picture = { path: string; width: number; height: number }

async function made(print: Print, pictures: ReadonlyMap<number, Picture>): Promise<Uint8Array> {
  for (const { path } of pictures.values()) shown.add(path)
  const around: Omit<Surroundings, 'locale'> = {
    articleAt: (id) => (print.addresses[id] === undefined ? undefined : { address: print.addresses[id] }),
    fileAt: (id) => `${print.publicUrl}/article-files/${id}`,
    picture: (id) => pictures.get(id),
  }
  const buffer = await pdfmake.createPdf(documentOf(print.printing, around)).getBuffer()
  for (const { path } of pictures.values()) shown.delete(path)
  return Uint8Array.from(buffer)
}

async function sizesOf(pictures: Record<number, string>): Promise<Map<number, Picture>> {
  const found = new Map<number, Picture>()
  for (const [id, path] of Object.entries(pictures)) {
    const size = await pictureSize(path)
    if (size) found.set(Number(id), { path, ...size })
  }
  return found
}
