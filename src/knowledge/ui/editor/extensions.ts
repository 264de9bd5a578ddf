import Placeholder from '@tiptap/extension-placeholder'
import { TableKit } from '@tiptap/extension-table'
import type { AnyExtension } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { ArticleLink, CalloutNode, Picture, Steps, Sub, Sup, Video } from './nodes.ts'
import { SectionKeys } from './sections.ts'

/** All that an article may be made of; what the desk takes besides is nothing. */
export function extensionsOf(placeholder: () => string): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4] },
      link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
    }),
    TableKit.configure({ table: { resizable: false } }),
    CalloutNode,
    Steps,
    Picture,
    Video,
    ArticleLink,
    Sub,
    Sup,
    SectionKeys,
    Placeholder.configure({ placeholder }),
  ]
}

/** The text as it is kept: without captions that say nothing. */
export function keptHtml(html: string): string {
  if (!html.includes('<figcaption></figcaption>')) return html === '<p></p>' ? '' : html
  return html.replaceAll('<figcaption></figcaption>', '')
}
