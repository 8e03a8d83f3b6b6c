/** What column names mean, at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { MappingFilters } from '@/features/imports/filters'
import { MappingList } from '@/features/imports/mappings'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'

addWords('imports', words)

const route = getRouteApi('/import-mappings')

export function ImportMappingsPage() {
  const filters = route.useSearch()
  const navigate = useNavigate()
  const change = useCallback((next: MappingFilters) => void navigate({ to: '/import-mappings', search: next }), [navigate])
  return <MappingList filters={filters} onChange={change} />
}
