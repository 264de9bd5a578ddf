import { useState } from 'react'
import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu } from '../kit/menu.tsx'
import { BrandDialog, NewBrandDialog } from './brand-dialog.tsx'
import { ChatDialog } from './chat-dialog.tsx'
import { EmbedDialog } from './embed-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { Page, Row, Rows } from './page.tsx'

type Open = { what: 'new' } | { what: 'change' | 'chat' | 'embed' | 'help'; brand: Brand }

export default function BrandsPage() {
  const asked = useAsk('GET /api/brands', { query: { limit: 200 } })
  const [open, setOpen] = useState<Open>()
  const stale = ['GET /api/brands', 'GET /api/me'] as const
  const archive = useTell('PUT /api/brands/{id}/archived', { stale })
  const close = () => setOpen(undefined)
  const add = (
    <Button look="primary" onClick={() => setOpen({ what: 'new' })}>
      {m.settings_brand_new()}
    </Button>
  )
  return (
    <Page title={m.settings_brands()} intro={m.settings_brands_intro()} action={add}>
      <Rows asked={asked} empty={m.settings_brands_none()}>
        {(brand) => (
          <Row
            key={brand.id}
            name={
              <span className="inline-flex items-center gap-2">
                <span aria-hidden className="size-3 rounded-[4px]" style={{ background: brand.colour }} />
                {brand.name}
              </span>
            }
            about={[brand.slug, brand.timeZone, brand.website].filter(Boolean).join(' · ')}
            marks={brand.isArchived && <Chip>{m.settings_archived()}</Chip>}
          >
            <Button onClick={() => setOpen({ what: 'embed', brand })}>{m.settings_embed()}</Button>
            <Button onClick={() => setOpen({ what: 'chat', brand })}>{m.settings_chat()}</Button>
            <Button onClick={() => setOpen({ what: 'help', brand })}>{m.settings_help()}</Button>
            <Button onClick={() => setOpen({ what: 'change', brand })}>{m.settings_change()}</Button>
            <Menu
              trigger={
                <Button look="quiet" aria-label={m.settings_more_about({ name: brand.name })}>
                  <Icon name="more" />
                </Button>
              }
              entries={[
                {
                  name: brand.isArchived ? m.settings_unarchive() : m.settings_archive(),
                  run: () =>
                    archive.mutate({ params: { id: brand.id }, body: { isArchived: !brand.isArchived } }),
                },
              ]}
            />
          </Row>
        )}
      </Rows>
      {open?.what === 'new' && <NewBrandDialog onClose={close} />}
      {open?.what === 'change' && <BrandDialog brand={open.brand} onClose={close} />}
      {open?.what === 'chat' && <ChatDialog brand={open.brand} onClose={close} />}
      {open?.what === 'help' && <HelpDialog brand={open.brand} onClose={close} />}
      {open?.what === 'embed' && <EmbedDialog brand={open.brand} onClose={close} />}
    </Page>
  )
}
