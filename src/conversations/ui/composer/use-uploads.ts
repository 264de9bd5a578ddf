import { useState } from 'react'
import { upload } from '#agent/api.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { tell } from '#agent/api.ts'
import type { Message } from '../../contract.ts'

type Attachment = Message['attachments'][number]
export type Upload = { key: string; name: string; size: number; share: number; attachment?: Attachment }
export type Uploads = ReturnType<typeof useUploads>

/** Files on their way to the desk, and those that are there and wait to be sent. */
export function useUploads(place: { conversationId: number } | { brandId: number }) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const change = (key: string, next: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)))
  const send = async (file: File, isInline: boolean): Promise<Attachment | undefined> => {
    const key = crypto.randomUUID()
    const name = file.name || 'image.png'
    setUploads((all) => [...all, { key, name, size: file.size, share: 0 }])
    try {
      const path = `${pathOf(place)}name=${encodeURIComponent(name)}&inline=${isInline ? 1 : 0}`
      const attachment = (await upload(path, file, (share) => change(key, { share }))) as Attachment
      change(key, { share: 1, attachment })
      return attachment
    } catch (error) {
      setUploads((all) => all.filter((one) => one.key !== key))
      say({ text: wordsOf(error), tone: 'shu' })
      return undefined
    }
  }
  return {
    uploads,
    send,
    isBusy: uploads.some((one) => !one.attachment),
    ids: uploads.flatMap((one) => one.attachment?.id ?? []),
    remove(key: string) {
      const gone = uploads.find((one) => one.key === key)?.attachment
      setUploads((all) => all.filter((one) => one.key !== key))
      if (gone) tell('DELETE /api/attachments/{id}', { params: { id: gone.id } }).catch(() => {})
    },
    /** What a draft carries: the desk knows the files by their ids. Pictures that stand in its text are not listed beside it. */
    async restore(ids: readonly number[], html = '') {
      const found = await Promise.all(
        ids.map((id) => describe(id, html.includes(`data-attachment-id="${id}"`))),
      )
      setUploads(found.flatMap((one) => one ?? []))
    },
    clear: () => setUploads([]),
  }
}

/** Beside its conversation, or for one that is not begun. */
function pathOf(place: { conversationId: number } | { brandId: number }): string {
  return 'brandId' in place
    ? `/api/attachments?brandId=${place.brandId}&`
    : `/api/conversations/${place.conversationId}/attachments?`
}

async function describe(id: number, isInline: boolean): Promise<Upload | undefined> {
  const url = `/api/attachments/${id}/content`
  // One byte tells of the whole: its name, its kind and how long it is.
  const answer = await fetch(url, { headers: { range: 'bytes=0-0' }, cache: 'no-store' }).catch(
    () => undefined,
  )
  if (!answer?.ok) return undefined
  const header = answer.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  const name = encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)/.exec(header)?.[1] ?? String(id))
  const size = Number(answer.headers.get('content-range')?.split('/')[1] ?? 0)
  const type = answer.headers.get('content-type') ?? ''
  return {
    key: String(id),
    name,
    size,
    share: 1,
    attachment: { id, name, size, type, url, contentId: null, isInline },
  }
}
