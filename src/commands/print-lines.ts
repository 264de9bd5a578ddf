/** One JSON line on standard output, at the pace of who reads it. */
export function print(value: unknown): Promise<void> {
  return new Promise((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(value)}\n`, (error) => (error ? reject(error) : resolve())),
  )
}

/** A likelihood in four digits: more would claim more than is known. */
export const printedRatio = (value: number) => Number(value.toFixed(4))
