import { firstField, readHeaderFields, type HeaderField } from './header-fields.ts'
import { readParameters } from './parameters.ts'

/** One node of a message's tree, known as soon as its header has been read. */
export type MimePart = {
  fields: HeaderField[]
  type: string
  typeParameters: Map<string, string>
  disposition: string
  dispositionParameters: Map<string, string>
  encoding: string
  parent: MimePart | null
  depth: number
  /** Its place in the tree as IMAP counts: "1", "2.1". */
  path: string
  children: number
}

const none = new Map<string, string>()

/** Makes a part from its header block. */
export function readPart(block: Buffer, parent: MimePart | null): MimePart {
  const fields = readHeaderFields(block.toString('latin1'))
  const rawType = firstField(fields, 'content-type')
  const fallback = parent?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const type = rawType === null ? { value: fallback, parameters: none } : readParameters(rawType)
  const rawDisposition = firstField(fields, 'content-disposition')
  const disposition =
    rawDisposition === null ? { value: '', parameters: none } : readParameters(rawDisposition)
  if (parent) parent.children += 1
  return {
    fields,
    type: tidyType(type.value, fallback),
    typeParameters: type.parameters,
    disposition: disposition.value.replace(/[^a-z-].*$/, ''),
    dispositionParameters: disposition.parameters,
    encoding: (firstField(fields, 'content-transfer-encoding') ?? '').trim().toLowerCase(),
    parent,
    depth: parent ? parent.depth + 1 : 0,
    path: parent ? (parent.path ? `${parent.path}.${parent.children}` : String(parent.children)) : '',
    children: 0,
  }
}

/** The name under which a part was sent, in whichever of the two places it stands. */
export function partName(part: MimePart): string | null {
  const name = part.dispositionParameters.get('filename') ?? part.typeParameters.get('name') ?? ''
  const clean = name
    .replace(/[\0-\x1f\x7f]/g, '')
    .replace(/^.*[\\/](?=[^\\/]+$)/, '')
    .trim()
  return clean.slice(0, 255) || null
}

function tidyType(value: string, fallback: string): string {
  if (value === 'text') return 'text/plain'
  if (value === 'html') return 'text/html'
  const clean = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/.exec(value.replace(/\s+/g, ''))?.[0]
  return clean ?? (value ? 'application/octet-stream' : fallback)
}
