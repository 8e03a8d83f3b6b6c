/** Imports of a person at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Filters } from '@/features/imports/filters'
import { ImportList } from '@/features/imports/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { useMe } from './me'

addWords('imports', words)

const route = getRouteApi('/imports')

export function ImportListPage() {
  const filters = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const change = useCallback((next: Filters) => void navigate({ to: '/imports', search: next }), [navigate])
  const open = useCallback(
    (id: number) => void navigate({ to: '/imports/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  )
  const start = useCallback(() => void navigate({ to: '/imports/new', search: {} }), [navigate])
  return (
    <ImportList
      filters={filters}
      onChange={change}
      onOpen={open}
      onNew={me.data?.can.includes('import.run') ? start : undefined}
    />
  )
}
