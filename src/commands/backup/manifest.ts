import { z } from 'zod'

/** First in every backup: what is needed to read the rest. */
export const manifest = z.object({
  format: z.literal(1),
  version: z.string(),
  createdAt: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  sequences: z.record(z.string(), z.object({ last: z.string(), isCalled: z.boolean() })),
  /** The key made for this desk; null when the operator keeps it in ENGAWA_SECRET. */
  secret: z.string().nullable(),
  /** Tells, without telling the key, whether another desk has the same one. */
  secretMark: z.string(),
})
export type Manifest = z.infer<typeof manifest>

/** Last in every backup: how much there must be. Without it the backup is not whole. */
export const totals = z.object({ rows: z.record(z.string(), z.number()), files: z.number() })
export type Totals = z.infer<typeof totals>
