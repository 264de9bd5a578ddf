import { useState } from 'react'
import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { useAsk } from '../ask.ts'
import { Select } from '../kit/field.tsx'
import { ErrorState, Skeleton } from '../kit/states.tsx'
import { BotForm } from './bot-form.tsx'
import { Page } from './page.tsx'

/** What each brand decides about its automatic answers. */
export default function BotPage() {
  const asked = useAsk('GET /api/brands', { query: { limit: 200 } })
  const [chosen, setChosen] = useState<number>()
  const brands = asked.data?.items.filter((one) => !one.isArchived) ?? []
  const brand = brands.find((one) => one.id === chosen) ?? brands[0]
  return (
    <Page title={m.settings_bot()} intro={m.settings_bot_intro()}>
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : !brand ? (
        <Skeleton className="h-64" />
      ) : (
        <>
          {brands.length > 1 && <BrandChoice brands={brands} brand={brand} onChoose={setChosen} />}
          <BotForm key={brand.id} brand={brand} />
        </>
      )}
    </Page>
  )
}

function BrandChoice(props: { brands: Brand[]; brand: Brand; onChoose: (id: number) => void }) {
  const choices = props.brands.map((one) => ({ value: String(one.id), name: one.name }))
  return (
    <div className="mb-6 max-w-[320px]">
      <Select
        name={m.settings_brands()}
        choices={choices}
        value={String(props.brand.id)}
        onChange={(event) => props.onChoose(Number(event.target.value))}
      />
    </div>
  )
}
