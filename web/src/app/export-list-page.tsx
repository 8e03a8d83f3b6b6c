/** Somebody's exports at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ExportFilters } from '@/features/exports/filters'
import { ExportList } from '@/features/exports/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/exports'

addWords('exports', words)

const route = getRouteApi('/exports')

export function ExportListPage() {
  const filters = route.useSearch()
  const navigate = useNavigate()
  const change = useCallback((next: ExportFilters) => void navigate({ to: '/exports', search: next }), [navigate])
  return <ExportList filters={filters} onChange={change} />
}
