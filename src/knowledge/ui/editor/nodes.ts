import { Extension, Mark, mergeAttributes, Node } from '@tiptap/react'
import { NodeSelection } from '@tiptap/pm/state'
import { calloutName, type Callout, callouts } from './kinds.ts'

/** Something set apart: a note, a tip, or what must not be overlooked. */
export const CalloutNode = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ kind: { default: 'note' satisfies Callout } }),
  parseHTML: () => [
    { tag: 'aside', getAttrs: (aside) => ({ kind: kindOf(aside.getAttribute('data-callout')) }) },
  ],
  renderHTML: ({ node }) => {
    const kind = kindOf(node.attrs['kind'])
    // The name is only for whoever writes; the desk leaves it out of the text.
    return ['aside', { 'data-callout': kind, 'data-name': calloutName(kind) }, 0]
  },
})

const kindOf = (value: unknown): Callout => callouts.find((one) => one === value) ?? 'note'

/** A numbered list whose points are done one after the other. */
export const Steps = Extension.create({
  name: 'steps',
  addGlobalAttributes: () => [
    {
      types: ['orderedList'],
      attributes: {
        steps: {
          default: false,
          parseHTML: (list) => list.hasAttribute('data-steps'),
          renderHTML: ({ steps }) => (steps ? { 'data-steps': '' } : {}),
        },
      },
    },
  ],
})

/** A picture with what it says to those who do not see it; its caption is written beneath it. */
export const Picture = Node.create({
  name: 'picture',
  group: 'block',
  content: 'inline*',
  draggable: true,
  isolating: true,
  addAttributes: () => ({
    src: { default: '' },
    alt: { default: '' },
    width: { default: null },
    height: { default: null },
  }),
  parseHTML: () => [
    {
      tag: 'figure',
      getAttrs: (figure) => attributesOf(figure.querySelector('img')),
      contentElement: (figure) =>
        (figure as HTMLElement).querySelector('figcaption') ?? document.createElement('figcaption'),
    },
    {
      tag: 'img[src]',
      getAttrs: (image) => attributesOf(image),
      contentElement: () => document.createElement('p'),
    },
  ],
  renderHTML: ({ node }) => {
    const { src, alt, width, height } = node.attrs
    const size = { ...(width ? { width } : {}), ...(height ? { height } : {}) }
    return ['figure', { class: alt ? '' : 'lacks-alt' }, ['img', { src, alt, ...size }], ['figcaption', 0]]
  },
  // A caption is one line: Enter goes on below it; taken back from its beginning, the picture is chosen first, then gone.
  addKeyboardShortcuts() {
    const { editor } = this
    const place = () => {
      const { $from, empty } = editor.state.selection
      return empty && $from.parent.type.name === 'picture' ? $from : undefined
    }
    return {
      Enter: () => {
        const after = place()?.after()
        if (after === undefined) return false
        return editor
          .chain()
          .insertContentAt(after, { type: 'paragraph' })
          .focus(after + 1)
          .run()
      },
      Backspace: () => {
        const { selection } = editor.state
        if (selection instanceof NodeSelection && selection.node.type.name === 'picture')
          return editor.chain().deleteRange(selection).focus().run()
        const caret = place()
        if (!caret || caret.parentOffset > 0) return false
        return editor.commands.setNodeSelection(caret.before())
      },
    }
  },
})

function attributesOf(image: Element | null) {
  if (!image) return false
  const of = (name: string) => image.getAttribute(name)
  return { src: of('src') ?? '', alt: of('alt') ?? '', width: of('width'), height: of('height') }
}

/** A video: an uploaded file, or one that stands with a known host. */
export const Video = Node.create({
  name: 'video',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ src: { default: null }, link: { default: null }, title: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'figure[data-video]',
      priority: 60,
      getAttrs: (figure) => ({
        link: figure.getAttribute('data-video'),
        title: figure.textContent?.trim() ?? '',
      }),
    },
    {
      tag: 'figure',
      priority: 60,
      getAttrs: (figure) => {
        const src = figure.querySelector('video')?.getAttribute('src')
        return src ? { src, title: figure.querySelector('figcaption')?.textContent ?? '' } : false
      },
    },
    { tag: 'video[src]', getAttrs: (video) => ({ src: video.getAttribute('src') }) },
  ],
  renderHTML: ({ node }) => {
    const { src, link, title } = node.attrs
    if (link) return ['figure', { 'data-video': link }, ['a', { href: link }, title || link]]
    const caption = title ? [['figcaption', {}, title] as const] : []
    return ['figure', {}, ['video', { src, controls: '' }], ...caption]
  },
})

/** Words that lead to another article, wherever that will stand. */
export const ArticleLink = Mark.create({
  name: 'articleLink',
  inclusive: false,
  excludes: 'link',
  addAttributes: () => ({
    article: {
      default: null,
      parseHTML: (link) => link.getAttribute('data-article'),
      renderHTML: ({ article }) => ({ 'data-article': article }),
    },
  }),
  parseHTML: () => [{ tag: 'a[data-article]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes), 0],
})

const small = (name: 'sub' | 'sup') =>
  Mark.create({
    name,
    excludes: name === 'sub' ? 'sup' : 'sub',
    parseHTML: () => [{ tag: name }],
    renderHTML: () => [name, {}, 0],
  })
export const Sub = small('sub')
export const Sup = small('sup')
