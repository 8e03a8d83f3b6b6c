/** Receptions at their addresses. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceptionFilters } from '@/features/trips/filters'
import { receptionQuery } from '@/features/trips/reception-api'
import { ReceptionDetail } from '@/features/trips/reception-detail'
import { ReceptionForm } from '@/features/trips/reception-form'
import { Receptions } from '@/features/trips/reception-list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/trips'
import { ProblemAlert } from '@/shared/ui/problem'
import { useMe } from './me'
import { NotFound } from './not-found'
import { useSplit } from './split-search'

addWords('trips', words)
const list = getRouteApi('/receptions')
const one = getRouteApi('/receptions/$id')
const edit = getRouteApi('/receptions/$id/edit')

export function ReceptionsPage() {
  const search = list.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: ReceptionFilters, order: string | undefined) =>
      void navigate({ to: '/receptions', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const add = useCallback(() => void navigate({ to: '/receptions/new' }), [navigate])
  return (
    <Receptions
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={(id) => void navigate({ to: '/receptions/$id', params: { id: String(id) } })}
      onNew={me.data?.can.includes('reception.edit') ? add : undefined}
    />
  )
}

export function ReceptionPage() {
  const params = one.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ReceptionDetail
      key={id}
      id={id}
      onBack={() => void navigate({ to: '/receptions', search: {} })}
      onEdit={() => void navigate({ to: '/receptions/$id/edit', params })}
    />
  )
}

export function NewReceptionPage() {
  const navigate = useNavigate()
  const me = useMe()
  if (!me.data) return <Skeleton active />
  const user = me.data.user
  return (
    <ReceptionForm
      unit={user ? { id: user.unit_id, name: user.unit_name } : undefined}
      onDone={(id) => void navigate({ to: '/receptions/$id', params: { id: String(id) }, replace: true })}
      onCancel={() => void navigate({ to: '/receptions', search: {} })}
    />
  )
}

export function EditReceptionPage() {
  const { t } = useTranslation()
  const params = edit.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  // a form is filled once and never refreshed under somebody's hands
  const reception = useQuery({
    ...receptionQuery(id),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
  })
  const back = () => void navigate({ to: '/receptions/$id', params })
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  if (reception.error && !reception.data) {
    return <ProblemAlert error={reception.error} title={t('state.loadFailed')} onRetry={() => void reception.refetch()} />
  }
  if (!reception.data || (reception.isFetching && !reception.isFetchedAfterMount))
    return <Skeleton active paragraph={{ rows: 12 }} />
  return <ReceptionForm key={id} reception={reception.data} unit={undefined} onDone={back} onCancel={back} />
}
