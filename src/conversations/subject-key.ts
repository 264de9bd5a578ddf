import { cut } from '#platform/cut.ts'
import { fold } from '#platform/search-text.ts'

// Prefixes that clients of many languages put before the subject of an answer or a forward.
const prefix =
  /^\s*(?:(?:re|aw|sv|vs|antw|rv|ref|res|rif|回复|答复|回覆|返信|fw|fwd|wg|tr|rv|enc|i|転送|转发|轉寄)(?:\s*[[(（]?\d+[\])）]?)?\s*[:：])+\s*/iu

/** A subject without what answering adds, for finding the conversation of a mail that names no other mail. */
export function subjectKey(subject: string): string {
  return cut(fold(subject).replace(prefix, '').replaceAll(/\s+/g, ' ').trim(), 200)
}
