/** Slips, and projects by colour, at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Coloured } from '@/features/supervision/coloured'
import { SlipDetail } from '@/features/supervision/detail'
import type { SlipFilters } from '@/features/supervision/filters'
import { Slips } from '@/features/supervision/list'
import { useMe } from './me'
import { NotFound } from './not-found'
import { GoTo } from './slips-frame'
import { useSplit } from './split-search'

const list = getRouteApi('/slips')
const one = getRouteApi('/slips/$id')
const coloured = getRouteApi('/colours')

export function SlipsPage() {
  const navigate = useNavigate()
  const me = useMe()
  const { filters, sort } = useSplit(list.useSearch())
  const change = useCallback(
    (next: SlipFilters, order: string | undefined) =>
      void navigate({ to: '/slips', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  return (
    <Slips
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={(id) => void navigate({ to: '/slips/$id', params: { id: String(id) } })}
      mayIssue={me.data?.can.includes('slip.issue') ?? false}
    />
  )
}

export function SlipPage() {
  const params = one.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <SlipDetail
      key={id}
      id={id}
      go={GoTo}
      onBack={() => void navigate({ to: '/slips', search: {} })}
      onPrint={() => void navigate({ to: '/print/slip/$id', params })}
    />
  )
}

export function ColoursPage() {
  const navigate = useNavigate()
  return (
    <Coloured
      filters={coloured.useSearch()}
      onChange={(next) => void navigate({ to: '/colours', search: next })}
      onOpen={(id) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { tab: 'supervision' } })}
    />
  )
}
