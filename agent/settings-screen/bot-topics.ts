import { useAsk } from '../ask.ts'
import { useMe } from '../me.ts'

/** The first level of the brand's categories. */
export function useTopics(brandId: number): { id: number; name: string }[] {
  const me = useMe()
  const { data } = useAsk('GET /api/article-categories', { query: { brandId } })
  return (data?.items ?? [])
    .filter((one) => one.parentId === null)
    .map((one) => ({ id: one.id, name: me?.locale === 'ja' ? one.nameJa : one.nameEn }))
}
