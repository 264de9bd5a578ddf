import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { speak, useLocale } from '#agent/settings.ts'

/** What stands before the desk: one question at a time, in the visitor's language. */
export function Door({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const locale = useLocale()
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-mat p-4">
      <div className="w-full max-w-[400px] py-8">
        <div className="mb-6 flex items-center gap-2.5">
          <img src="/mark.svg" alt="" width={28} height={28} />
          <span className="text-title font-semibold">Engawa</span>
          <span className="flex-1" />
          <button
            type="button"
            onClick={() => speak(locale === 'ja' ? 'en' : 'ja')}
            className="rounded-[5px] px-1.5 py-1 text-small text-ink2 hover:text-ink max-phone:min-h-11"
          >
            {locale === 'ja' ? 'English' : '日本語'}
          </button>
        </div>
        <div className="rounded-[12px] border border-line bg-paper p-6">
          <h1 className="text-[18px]">{title}</h1>
          {about && <p className="mt-1 text-ink2">{about}</p>}
          <div className="mt-5">{children}</div>
        </div>
      </div>
    </main>
  )
}

export function useEnter() {
  const client = useQueryClient()
  const router = useRouter()
  const { next } = useSearch({ strict: false })
  return async () => {
    client.clear()
    await router.invalidate()
    router.history.push(next ?? '/')
  }
}
