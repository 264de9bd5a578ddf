/** An ISO 639-1 code, or `und` when nothing tells, and how sure that is from 0 to 1. */
export type Detected = { code: string; confidence: number }
