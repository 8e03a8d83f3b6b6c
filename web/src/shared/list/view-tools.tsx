/** Named views of a list: filters, order, columns and density under one name, for oneself, one's unit or the city. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client, tagOf } from '@/api/client'
import { newKey } from '@/api/keys'
import type { components } from '@/api/schema'
import type { Search } from '../filters'
import { useNarrow } from '../narrow'
import { MenuButton } from '../ui/menu-button'
import { ProblemAlert } from '../ui/problem'
import { say } from '../ui/said'
import type { Layout } from './layout'
import { viewsQuery } from './preferences'

type SavedView = components['schemas']['SavedView']
type Props = {
  list: string
  all: readonly { key: string; title: string; width: number }[]
  layout: Layout
  filters: Search
  sort: string | undefined
  onApply: (filters: Search, sort: string | undefined) => void
}

const ColumnPicker = lazy(() => import('./column-picker').then((m) => ({ default: m.ColumnPicker })))
const SaveView = lazy(() => import('./save-view').then((m) => ({ default: m.SaveView })))

export function ViewTools({ list, all, layout, filters, sort, onApply }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const narrow = useNarrow() // cards have no columns
  const views = useQuery(viewsQuery(list))
  const [open, setOpen] = useState<'columns' | 'save' | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const items = views.data?.items ?? []
  const current = items.find((one) => one.id === layout.preference.view_id)
  const renew = () => void queries.invalidateQueries({ queryKey: ['saved-views'] })
  const content = {
    columns: [...layout.chosen],
    density: layout.density,
    filters,
    ...(sort ? { sort } : {}),
  }

  const apply = (view: SavedView) => {
    layout.set({ columns: view.columns, density: view.density, sort: view.sort ?? null, view_id: view.id })
    onApply(view.filters, view.sort ?? undefined)
  }
  const write = async (what: 'update' | 'withdraw', view: SavedView) => {
    const header = { 'If-Match': tagOf(view) }
    const path = { id: view.id }
    try {
      if (what === 'update') {
        const input = { list, name: view.name, scope: view.scope, ...content }
        await body(client.PUT('/api/v1/saved-views/{id}', { params: { path, header }, body: input }))
      } else {
        const params = { path, header: { ...header, 'Idempotency-Key': newKey() } }
        await body(client.POST('/api/v1/saved-views/{id}/withdrawals', { params }))
        layout.set({ view_id: null })
      }
      setFailure(null)
      say(t('views.saved', { name: view.name }))
      renew()
    } catch (error) {
      setFailure(error)
    }
  }
  const editable = current?.can.includes('view.edit')
  const menu = [
    { key: 'usual', label: t('views.usual') },
    ...(['own', 'unit', 'city'] as const).flatMap((scope) => {
      const own = items.filter((one) => one.scope === scope)
      if (own.length === 0) return []
      const children = own.map((one) => ({ key: `view-${one.id}`, label: one.name }))
      return [{ type: 'group' as const, key: scope, label: t(`views.scope.${scope}`), children }]
    }),
    { type: 'divider' as const },
    { key: 'save', label: t('views.saveAs') },
    ...(current && editable
      ? [
          { key: 'update', label: t('views.update', { name: current.name }) },
          { key: 'withdraw', label: t('views.withdraw', { name: current.name }) },
        ]
      : []),
  ]
  const onClick = ({ key }: { key: string }) => {
    const view = items.find((one) => key === `view-${one.id}`)
    if (view) apply(view)
    else if (key === 'usual') {
      layout.set({ columns: [], density: 'standard', sort: null, view_id: null })
      onApply({}, undefined)
    } else if (key === 'save') setOpen('save')
    else if (current && (key === 'update' || key === 'withdraw')) void write(key, current)
  }
  return (
    <>
      <MenuButton menu={{ items: menu, onClick }}>
        <Button>{current ? t('views.now', { name: current.name }) : t('views.views')}</Button>
      </MenuButton>
      {narrow ? null : <Button onClick={() => setOpen('columns')}>{t('views.columns')}</Button>}
      {failure || views.error ? <ProblemAlert error={failure ?? views.error} onRetry={() => void views.refetch()} /> : null}
      <Suspense fallback={null}>
        {open === 'columns' ? <ColumnPicker all={all} layout={layout} onClose={() => setOpen(null)} /> : null}
        {open === 'save' ? (
          <SaveView
            list={list}
            content={content}
            onSaved={(id) => {
              layout.set({ view_id: id })
              renew()
            }}
            onClose={() => setOpen(null)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
