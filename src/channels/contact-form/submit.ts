import { type TakenIn, takeInWithin } from '#channels/take-in.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { FormBrand } from './brand.ts'
import type { Typed } from './submission.ts'

/** Takes in what the form says: always a conversation of its own, answered by mail from the brand's first mailbox. */
export async function submit(
  db: Database,
  brand: FormBrand,
  typed: Typed,
  subject: string,
  locale: Locale,
): Promise<TakenIn> {
  const address = typed.email.trim()
  return inBrands(db, [brand.id], async (tx) => {
    const taken = await takeInWithin(
      tx,
      {
        brandId: brand.id,
        channel: 'form',
        externalId: `form:${typed.once}`,
        from: {
          kind: 'email',
          value: address.toLowerCase(),
          shown: address,
          name: typed.name.trim(),
          isVerified: false,
        },
        kind: 'message',
        subject,
        text: typed.message.trim(),
        folded: [],
        html: null,
        remoteImages: 0,
        attachments: typed.uploads.map(({ file }) => ({ ...file, contentId: null, isInline: false })),
        reasonId: Number(typed.reason),
        orderNumber: typed.order.trim() || null,
        expectedLanguage: locale,
      },
      async () => undefined,
    )
    if (!taken.isDuplicate) await answerFromFirstMailbox(tx, brand.id, taken.conversationId)
    return taken
  })
}

async function answerFromFirstMailbox(tx: Tx, brandId: number, conversationId: number): Promise<void> {
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  if (!mailbox) return
  await tx
    .updateTable('conversations')
    .set({ mailbox_id: mailbox.id })
    .where('brand_id', '=', brandId)
    .where('id', '=', conversationId)
    .execute()
}
