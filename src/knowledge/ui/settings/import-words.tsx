import type { Reply } from '#agent/api.ts'
import { Chip, type Tone } from '#agent/kit/chip.tsx'
import { m } from '#texts'

export type Import = Reply<'GET /api/article-imports/{id}'>
export type Line = Reply<'GET /api/article-imports/{id}/lines'>['items'][number]

const tones: Record<Import['state'], Tone> = {
  waiting: 'plain',
  working: 'ai',
  done: 'matcha',
  refused: 'kohaku',
  failed: 'shu',
}

export function StateChip({ state }: { state: Import['state'] }) {
  const words = {
    waiting: m.knowledge_import_waiting,
    working: m.knowledge_import_working,
    done: m.knowledge_import_done,
    refused: m.knowledge_import_refused,
    failed: m.knowledge_import_failed,
  }
  return <Chip tone={tones[state]}>{words[state]()}</Chip>
}

export const outcomeName = (outcome: Line['outcome']): string =>
  ({
    created: m.knowledge_import_created,
    changed: m.knowledge_import_changed,
    unchanged: m.knowledge_import_unchanged,
    left_out: m.knowledge_import_left_out,
  })[outcome]()

/** Where in what was sent something stands: the file and the line. */
export const placeIn = ({ file, row }: { file: string; row: number | null }): string =>
  [file, row === null ? undefined : m.knowledge_import_row({ row })].filter(Boolean).join(' · ')
