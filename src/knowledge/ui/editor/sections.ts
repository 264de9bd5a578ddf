import { type Editor, Extension } from '@tiptap/react'
import { Fragment, type Node as Block, Slice } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'

/** Alt+Shift with an arrow moves a section with all that stands beneath its heading, or one block where no heading is chosen. */
export const SectionKeys = Extension.create({
  name: 'sectionKeys',
  addKeyboardShortcuts() {
    return {
      'Alt-Shift-ArrowUp': () => moveSection(this.editor, -1),
      'Alt-Shift-ArrowDown': () => moveSection(this.editor, 1),
    }
  },
})

/** Moves what the caret stands in before the section above it or behind the one below. Answers whether anything could be moved. */
export function moveSection(editor: Editor, by: 1 | -1): boolean {
  const { doc, selection } = editor.state
  const blocks = doc.content.content
  const at = selection.$from.index(0)
  const [from, to] = spanOf(blocks, at)
  const place = by === 1 ? spanOf(blocks, to)[1] : before(blocks, from)
  if (from === to || (by === 1 ? to >= blocks.length : from <= 0)) return true
  const moved = blocks.slice(from, to)
  const rest = [...blocks.slice(0, from), ...blocks.slice(to)]
  const target = by === 1 ? place - moved.length : place
  const next = [...rest.slice(0, target), ...moved, ...rest.slice(target)]
  const inside = selection.from - positionOf(blocks, from)
  const step = new ReplaceStep(0, doc.content.size, new Slice(Fragment.fromArray(next), 0, 0))
  const tr = editor.state.tr.step(step)
  tr.setSelection(TextSelection.near(tr.doc.resolve(positionOf(next, target) + inside)))
  editor.view.dispatch(tr.scrollIntoView())
  return true
}

const levelOf = (block: Block | undefined) =>
  block?.type.name === 'heading' ? Number(block.attrs['level']) : undefined

/** From a heading to the next of its own level or a higher one; a block without a heading is alone. */
export function spanOf(blocks: readonly Block[], at: number): [number, number] {
  const level = levelOf(blocks[at])
  if (level === undefined) return [at, Math.min(at + 1, blocks.length)]
  const end = blocks.findIndex((block, index) => index > at && (levelOf(block) ?? 9) <= level)
  return [at, end < 0 ? blocks.length : end]
}

/** Where the section above begins. */
function before(blocks: readonly Block[], from: number): number {
  const level = levelOf(blocks[from])
  if (level === undefined) return from - 1
  const heading = blocks.findLastIndex((block, index) => index < from && (levelOf(block) ?? 9) <= level)
  return heading < 0 ? 0 : heading
}

const positionOf = (blocks: readonly Block[], index: number) =>
  blocks.slice(0, index).reduce((size, block) => size + block.nodeSize, 0)
