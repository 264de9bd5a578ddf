import { expect, test } from 'vitest'
import { placeOf } from './places.ts'

const categories = [
  { id: 1, parentId: null },
  { id: 2, parentId: 1 },
  { id: 3, parentId: 1 },
  { id: 4, parentId: null },
  { id: 5, parentId: null },
]

test('a category goes up and down among those it stands beside, and no further', () => {
  expect(placeOf(categories, 3, 'up')).toEqual({ parentId: 1, beforeId: 2 })
  expect(placeOf(categories, 2, 'down')).toEqual({ parentId: 1, beforeId: null })
  expect(placeOf(categories, 1, 'down')).toEqual({ parentId: null, beforeId: 5 })
  expect(placeOf(categories, 1, 'up')).toBeUndefined()
  expect(placeOf(categories, 5, 'down')).toBeUndefined()
})

test('a category goes beneath the one above and out again, and there are two levels', () => {
  expect(placeOf(categories, 4, 'in')).toEqual({ parentId: 1, beforeId: null })
  expect(placeOf(categories, 2, 'out')).toEqual({ parentId: null, beforeId: 4 })
  expect(placeOf(categories, 2, 'in')).toBeUndefined()
  expect(placeOf([{ id: 9, parentId: null }, ...categories], 1, 'in')).toBeUndefined()
})

test('where three levels are allowed, one goes beneath with those below it as long as they fit', () => {
  expect(placeOf(categories, 3, 'in', 3)).toEqual({ parentId: 2, beforeId: null })
  expect(placeOf([{ id: 9, parentId: null }, ...categories], 1, 'in', 3)).toEqual({
    parentId: 9,
    beforeId: null,
  })
  const deep = [...categories, { id: 6, parentId: 4 }, { id: 7, parentId: 6 }]
  expect(placeOf(deep, 4, 'in', 3)).toBeUndefined()
  expect(placeOf(deep, 7, 'out', 3)).toEqual({ parentId: 4, beforeId: null })
})
