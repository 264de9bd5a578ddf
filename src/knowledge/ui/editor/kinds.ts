import { m } from '#texts'

export const callouts = ['note', 'tip', 'caution'] as const
export type Callout = (typeof callouts)[number]

export const calloutName = (kind: Callout): string =>
  ({ note: m.knowledge_callout_note, tip: m.knowledge_callout_tip, caution: m.knowledge_callout_caution })[
    kind
  ]()
