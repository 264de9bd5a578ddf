/** Work that is cheaper together: what comes while earlier work is being done is done with the next batch. */
export type Batches<Item, Result> = (item: Item) => Promise<Result>

type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Nothing waits for company: an item that comes alone is done alone and at once. Two items that share a key are never under way
 * together, and stay in their order. When a batch fails each of its items is tried alone, so that one cannot spoil the others; its own failure
 * is then its own.
 */
export function openBatches<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  options: { keys: (item: Item) => readonly string[]; most: number; atOnce: number },
): Batches<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  const underWay = new Set<string>()
  let running = 0

  function next(): void {
    while (running < options.atOnce) {
      const batch = take()
      if (batch.length === 0) return
      running++
      void run(batch).finally(() => {
        running--
        for (const one of batch) for (const key of options.keys(one.item)) underWay.delete(key)
        next()
      })
    }
  }

  function take(): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = []
    const later: Waiting<Item, Result>[] = []
    const passed = new Set<string>()
    for (const one of waiting) {
      const keys = options.keys(one.item)
      const isFree = keys.every((key) => !underWay.has(key) && !passed.has(key))
      if (isFree && batch.length < options.most) {
        for (const key of keys) underWay.add(key)
        batch.push(one)
      } else later.push(one)
      for (const key of keys) passed.add(key)
    }
    waiting = later
    return batch
  }

  async function run(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map((one) => one.item))
      for (const [at, one] of batch.entries()) {
        const result = results[at]
        if (result === undefined) one.reject(new Error('The batch said nothing of this item'))
        else one.resolve(result)
      }
    } catch (error) {
      const [alone, ...more] = batch
      if (alone && more.length === 0) return alone.reject(error)
      for (const one of batch) await run([one])
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      next()
    })
}
