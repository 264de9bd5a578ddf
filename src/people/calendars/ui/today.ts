/** The date a form begins with, as date fields write it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
