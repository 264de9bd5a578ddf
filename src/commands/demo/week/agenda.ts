type Deed = () => Promise<unknown>

/** What is to happen when, kept by its moment; what is written down while something happens finds its place. */
export function openAgenda() {
  const waiting: { at: number; deed: Deed }[] = []
  return {
    add(at: number, deed: Deed): void {
      const place = waiting.findIndex((one) => one.at > at)
      waiting.splice(place < 0 ? waiting.length : place, 0, { at, deed })
    },
    /** When the next thing happens; undefined when nothing does. */
    next: (): number | undefined => waiting[0]?.at,
    async doNext(): Promise<void> {
      await waiting.shift()?.deed()
    },
  }
}

export type Agenda = ReturnType<typeof openAgenda>
