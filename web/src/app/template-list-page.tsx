/** Formats of exports at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { TemplateFilters } from '@/features/exports/filters'
import { TemplateList } from '@/features/exports/templates'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/exports'
import { useMe } from './me'

addWords('exports', words)

const route = getRouteApi('/export-templates')

export function TemplateListPage() {
  const filters = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const change = useCallback((next: TemplateFilters) => void navigate({ to: '/export-templates', search: next }), [navigate])
  const open = useCallback((id: number) => void navigate({ to: '/export-templates/$id', params: { id: String(id) } }), [navigate])
  const start = useCallback(() => {
    void navigate({ to: '/export-templates/new', search: filters.list ? { list: filters.list } : {} })
  }, [navigate, filters.list])
  return (
    <TemplateList
      filters={filters}
      onChange={change}
      onOpen={open}
      onNew={me.data?.can.includes('template.edit') ? start : undefined}
    />
  )
}
