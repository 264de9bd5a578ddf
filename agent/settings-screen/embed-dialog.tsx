import { useState } from 'react'
import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { askFirst } from './ask-first.tsx'
import { ShownOnce } from './page.tsx'
import { TryChat } from './try-chat.tsx'

/** What a shop puts into its pages: the chat in one line, the form as a link, and the key to vouch for its shoppers. */
export function EmbedDialog({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const [secret, setSecret] = useState<string>()
  const rotate = useTell('POST /api/brands/{id}/identity-secret', {
    stale: ['GET /api/brands'],
    onDone: (reply) => setSecret(reply.secret),
  })
  const make = () => rotate.mutate({ params: { id: brand.id } })
  const line = `<script async src="${location.origin}/widget.js" data-brand="${brand.slug}"></script>`
  return (
    <Dialog title={m.settings_embed_title({ name: brand.name })} isOpen onClose={onClose} width={620}>
      <div className="grid gap-5">
        <div className="grid gap-2">
          <Snippet name={m.settings_embed_chat()} text={line} />
          <TryChat slug={brand.slug} />
        </div>
        <Snippet name={m.settings_embed_form()} text={`${location.origin}/form/${brand.slug}`} />
        <div className="grid gap-2">
          <p className="text-small font-semibold text-ink2">{m.settings_identity()}</p>
          <p className="text-list text-ink2">{m.settings_identity_words()}</p>
          {secret ? (
            <ShownOnce words={m.settings_identity_new()} value={secret} />
          ) : (
            <div>
              <Button
                look={brand.hasIdentitySecret ? 'danger' : 'line'}
                isBusy={rotate.isPending}
                onClick={() =>
                  brand.hasIdentitySecret
                    ? askFirst({
                        title: m.settings_sure_identity(),
                        about: m.settings_sure_identity_about(),
                        name: m.settings_identity_rotate(),
                        run: make,
                      })
                    : make()
                }
              >
                {brand.hasIdentitySecret ? m.settings_identity_rotate() : m.settings_identity_make()}
              </Button>
            </div>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Snippet({ name, text }: { name: string; text: string }) {
  return (
    <div className="grid gap-1">
      <p className="text-small font-semibold text-ink2">{name}</p>
      <code className="block rounded-[7px] border border-line bg-mat px-3 py-2 font-mono text-small break-all select-all">
        {text}
      </code>
    </div>
  )
}
