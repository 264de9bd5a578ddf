import { expect, test } from 'vitest'
import { createSynonyms } from '#knowledge/contract.ts'
import { commonSynonyms } from './common-synonyms.ts'

test('the common synonyms are groups the desk takes, and no word stands in two of them', () => {
  for (const words of commonSynonyms)
    expect(createSynonyms.body.safeParse({ brandId: 1, words: [...words] }).success).toBe(true)
  const all = commonSynonyms.flat().map((word) => word.normalize('NFKC').toLowerCase())
  expect(new Set(all).size).toBe(all.length)
})
