import { expect, test } from 'vitest'
import { openBatches } from './batches.ts'

type Item = { key: string; n: number }

/** Work that is done when the test says so. */
function openWork() {
  const begun: { items: Item[]; end(error?: Error): void }[] = []
  const work = (items: Item[]) =>
    new Promise<number[]>((resolve, reject) =>
      begun.push({
        items,
        end: (error) => (error ? reject(error) : resolve(items.map((item) => item.n * 10))),
      }),
    )
  return { begun, work }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const named = (key: string, n: number) => ({ key, n })

test('what comes alone is done at once; what comes meanwhile is done together', async () => {
  const { begun, work } = openWork()
  const put = openBatches(work, { keys: (item: Item) => [item.key], most: 3, atOnce: 1 })
  const results = Promise.all([1, 2, 3, 4, 5].map((n) => put(named(`k${n}`, n))))
  expect(begun.map((one) => one.items.length)).toEqual([1])
  for (let at = 0; at < 3; at++) {
    begun[at]?.end()
    await turn()
  }
  expect(begun.map((one) => one.items.map((item) => item.n))).toEqual([[1], [2, 3, 4], [5]])
  expect(await results).toEqual([10, 20, 30, 40, 50])
})

test('two of one key are never under way together and stay in their order', async () => {
  const { begun, work } = openWork()
  const put = openBatches(work, { keys: (item: Item) => [item.key], most: 8, atOnce: 2 })
  const results = Promise.all([
    put(named('a', 1)),
    put(named('a', 2)),
    put(named('b', 3)),
    put(named('a', 4)),
  ])
  expect(begun.map((one) => one.items.map((item) => item.n))).toEqual([[1], [3]])
  for (let at = 0; at < 4; at++) {
    begun[at]?.end()
    await turn()
  }
  expect(begun.map((one) => one.items.map((item) => item.n))).toEqual([[1], [3], [2], [4]])
  expect(await results).toEqual([10, 20, 30, 40])
})

test('one that cannot be done spoils nothing for those it came with', async () => {
  const put = openBatches(
    async (items: Item[]) => {
      await turn()
      if (items.some((item) => item.n === 3)) throw new Error('three')
      return items.map((item) => item.n * 10)
    },
    { keys: (item) => [item.key], most: 8, atOnce: 1 },
  )
  const settled = await Promise.allSettled([1, 2, 3, 4].map((n) => put(named(`k${n}`, n))))
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    10,
    20,
    'Error: three',
    40,
  ])
})
