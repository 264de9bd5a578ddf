import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { columns, type Rows, type Table, tables } from './tables.ts'

/** What COPY reads for each table. */
export type Texts = Record<Table, string>

/** The rows as COPY text, each with its brand before it. */
export function textsOf(brandId: number, rows: Rows): Texts {
  return Object.fromEntries(
    tables.map((table) => [table, rows[table].map((row) => lineOf([brandId, ...row])).join('')]),
  ) as Texts
}

/** Writes one batch inside the transaction of the client, whose tables take rows past their wall. */
export async function writeBatch(client: pg.ClientBase, texts: Texts): Promise<void> {
  for (const table of tables) {
    const into = `copy ${table} (brand_id, ${columns[table].join(', ')}) from stdin`
    await pipeline(Readable.from([texts[table]]), client.query(copyFrom(into)))
  }
}

function lineOf(row: unknown[]): string {
  return `${row.map(field).join('\t')}\n`
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (value instanceof Date) return value.toISOString()
  return String(value).replaceAll(/[\\\t\n\r]/g, (one) => escapes[one] ?? one)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
