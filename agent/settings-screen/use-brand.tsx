import { useState } from 'react'
import { m } from '#texts'
import { Select } from '../kit/field.tsx'
import { useMe } from '../me.ts'

/** The brand a page of the settings is about, and where there are several, a choice. */
export function useBrand() {
  const brands = useMe()?.brands ?? []
  const [picked, setPicked] = useState<number>()
  const brand = brands.find((one) => one.id === picked) ?? brands[0]
  const choice =
    brands.length > 1 ? (
      <div className="mb-5 max-w-[320px]">
        <Select
          name={m.settings_brand()}
          value={String(brand?.id ?? '')}
          onChange={(event) => setPicked(Number(event.target.value))}
          choices={brands.map(({ id, name }) => ({ value: String(id), name }))}
        />
      </div>
    ) : null
  return { brandId: brand?.id ?? 0, timeZone: brand?.timeZone ?? 'Asia/Tokyo', choice }
}
