/** Outlines of provinces: a file beside the pages, which whoever deploys may replace or leave out. */
import { queryOptions } from '@tanstack/react-query'
import china from '@/assets/geo/china.json?url'

export type Outlines = {
  type: 'FeatureCollection'
  features: { type: 'Feature'; properties: { name: string; code: string }; geometry: object }[]
  /** 审图号 of an approved map. */
  approval_number?: string
}

/** `null` without a usable file: the page then lists its table only. */
export const chinaQuery = queryOptions({
  queryKey: ['outlines', 'china'],
  queryFn: async ({ signal }): Promise<Outlines | null> => {
    const answer = await fetch(china, { signal })
    if (!answer.ok) return null
    const found = (await answer.json().catch(() => null)) as Partial<Outlines> | null
    return found?.features?.every((f) => typeof f.properties?.name === 'string') ? (found as Outlines) : null
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})
