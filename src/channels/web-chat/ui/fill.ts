import type { Texts } from '../panel-texts.ts'

export type { Texts }

/** Puts a name or a time where a text has {}. */
export const fill = (text: string, value: string) => text.replace('{}', value)
