import { useState } from 'react'
import { useAskPages } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { Page, Row, Section } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import { languageIn } from '../words.ts'
import { ImportForm } from './import-form.tsx'
import { ImportReport } from './import-report.tsx'
import { StateChip } from './import-words.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'

/** Articles come from elsewhere, with a report of each; and leave again, all of them, the same way. */
export default function ImportsPage() {
  const { brandId, choice } = useBrand()
  const [shown, setShown] = useState<number>()
  return (
    <Page title={m.knowledge_imports()} intro={m.knowledge_imports_intro()}>
      {choice}
      <Section title={m.knowledge_import_title()}>
        <ImportForm key={brandId} brandId={brandId} onBegun={setShown} />
        {shown !== undefined && <ImportReport key={shown} id={shown} />}
      </Section>
      <Section title={m.knowledge_export_title()}>
        <Export brandId={brandId} />
      </Section>
      <Section title={m.knowledge_import_past()}>
        <Past brandId={brandId} onShow={setShown} />
      </Section>
    </Page>
  )
}

const linkLook =
  'inline-flex min-h-8 items-center rounded-[7px] border border-line px-3 text-small hover:bg-mat max-phone:min-h-11'

function Export({ brandId }: { brandId: number }) {
  const formats = [
    { format: 'markdown', name: m.knowledge_import_markdown() },
    { format: 'csv', name: m.knowledge_import_csv() },
    { format: 'zendesk', name: m.knowledge_import_zendesk() },
  ]
  const manuals = (['ja', 'en'] as const).flatMap((locale) => [
    { locale, audience: 'public', name: m.knowledge_export_manual_public({ language: languageIn(locale) }) },
    { locale, audience: 'staff', name: m.knowledge_export_manual_staff({ language: languageIn(locale) }) },
  ])
  return (
    <div className="grid gap-3">
      <p className="text-list text-ink2">{m.knowledge_export_about()}</p>
      <div className="flex flex-wrap gap-2">
        {formats.map(({ format, name }) => (
          <a
            key={format}
            href={`/api/article-exports/zip?brandId=${brandId}&format=${format}`}
            download
            className={linkLook}
          >
            {name}
          </a>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        {manuals.map(({ locale, audience, name }) => (
          <a
            key={name}
            href={`/api/manual.pdf?brandId=${brandId}&locale=${locale}&audience=${audience}`}
            target="_blank"
            rel="noreferrer"
            className={linkLook}
          >
            {name}
          </a>
        ))}
      </div>
    </div>
  )
}

function Past({ brandId, onShow }: { brandId: number; onShow: (id: number) => void }) {
  const pages = useAskPages(
    'GET /api/article-imports',
    { query: { brandId } },
    { enabled: brandId > 0, limit: 20 },
  )
  if (pages.data && pages.items.length === 0)
    return <p className="text-list text-ink3">{m.knowledge_import_past_none()}</p>
  return (
    <>
      <ul className="border-t border-line">
        {pages.items.map((one) => (
          <Row
            key={one.id}
            name={one.name}
            marks={<StateChip state={one.state} />}
            about={[
              exactOf(one.createdAt),
              one.begunBy?.name,
              one.isTrial ? m.knowledge_import_trial() : undefined,
            ]
              .filter(Boolean)
              .join(' · ')}
          >
            <Button
              aria-label={`${m.knowledge_import_report()}: ${one.name}`}
              onClick={() => {
                onShow(one.id)
                document.querySelector('main')?.scrollTo({ top: 0 })
              }}
            >
              {m.knowledge_import_report()}
            </Button>
          </Row>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button className="mt-4" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {m.settings_more()}
        </Button>
      )}
    </>
  )
}
