import { changeTags } from '#conversations/change-tags.ts'
import { normaliseTag } from '#conversations/conditions.ts'
import { m } from '#texts'
import { action } from '../action.ts'

export const tagOn = action({
  key: 'tag_on',
  words: m.rules_do_tag_on,
  takes: { tags: { kind: 'words' } },
  causes: ['tagged'],
  foresee: ({ tags }, before) => ({
    tags: [...new Set([...before.tags, ...tags.map(normaliseTag)])].toSorted(),
  }),
  act: (tx, { conversation, actor }, { tags }) =>
    changeTags(tx, conversation, { add: tags, remove: [], actor }),
})

export const tagOff = action({
  key: 'tag_off',
  words: m.rules_do_tag_off,
  takes: { tags: { kind: 'words' } },
  causes: ['tagged'],
  foresee: ({ tags }, before) => {
    const off = new Set(tags.map(normaliseTag))
    return { tags: before.tags.filter((one) => !off.has(one)) }
  },
  act: (tx, { conversation, actor }, { tags }) =>
    changeTags(tx, conversation, { add: [], remove: tags, actor }),
})
