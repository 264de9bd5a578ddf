let moved: (() => Date) | undefined

/** The desk's only clock, so that tests can stand at any moment. */
export function now(): Date {
  return moved ? moved() : new Date()
}

/** For tests: `at` answers instead of the machine's clock until called with nothing. */
export function setClock(at?: () => Date): void {
  moved = at
}
