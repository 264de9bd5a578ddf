import type { FieldValue, FieldValues } from '../contract.ts'

/** The values with one of them changed; null takes it away. */
export function withValue(values: FieldValues, key: string, value: FieldValue | null): FieldValues {
  const { [key]: _, ...others } = values
  return value === null ? others : { ...others, [key]: value }
}
