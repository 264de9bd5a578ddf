import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chosenText, mergeTexts, placesOf } from './merge-texts.ts'

const base = ['intro', 'price', 'how', 'end']

test('what two changed in different places stands together without anybody choosing', () => {
  const merged = mergeTexts(base, ['intro', 'price!', 'how', 'end'], ['intro', 'price', 'how', 'more', 'end'])
  const choices = placesOf(merged).map((place) => place.suggested)
  expect(choices).toEqual(['mine', 'theirs'])
  expect(chosenText(merged, choices)).toEqual(['intro', 'price!', 'how', 'more', 'end'])
})

test('two paragraphs beside each other, each changed by one, are two places', () => {
  const merged = mergeTexts(['a', 'b'], ['a', 'b, says Ben'], ['a, says Ana', 'b'])
  expect(
    chosenText(
      merged,
      placesOf(merged).map((place) => place.suggested),
    ),
  ).toEqual(['a, says Ana', 'b, says Ben'])
})

test('what both changed has to be chosen, and both may stay', () => {
  const merged = mergeTexts(base, ['intro', '$5', 'how', 'end'], ['intro', '$6', 'how', 'end'])
  expect(placesOf(merged)).toEqual([{ base: ['price'], mine: ['$5'], theirs: ['$6'], suggested: undefined }])
  expect(chosenText(merged, [undefined])).toBeUndefined()
  expect(chosenText(merged, ['both'])).toEqual(['intro', '$5', '$6', 'how', 'end'])
})

test('whatever two have made of a text, all of the one and all of the other can be had', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 })
  fc.assert(
    fc.property(text, text, text, (from, mine, theirs) => {
      const merged = mergeTexts(from, mine, theirs)
      const places = placesOf(merged)
      const all = (choice: 'mine' | 'theirs') =>
        chosenText(
          merged,
          places.map(() => choice),
        )
      expect([all('mine'), all('theirs')]).toEqual([mine, theirs])
    }),
  )
})
