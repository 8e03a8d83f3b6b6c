/** The plan of a trip at its two addresses: a new one, and one that is changed. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { tripQuery } from '@/features/trips/api'
import { PlanForm } from '@/features/trips/form'
import { ProblemAlert } from '@/shared/ui/problem'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const route = getRouteApi('/trips/$id/edit')

export function NewTripPage() {
  const navigate = useNavigate()
  const me = useMe()
  if (!me.data) return <Skeleton active />
  const user = me.data.user
  return (
    <PlanForm
      unit={user ? { id: user.unit_id, name: user.unit_name } : undefined}
      onDone={(id) => void navigate({ to: '/trips/$id', params: { id: String(id) }, search: {}, replace: true })}
      onCancel={() => void navigate({ to: '/trips', search: {} })}
    />
  )
}

export function EditTripPage() {
  const { t } = useTranslation()
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  // a form is filled once and never refreshed under somebody's hands
  const trip = useQuery({ ...tripQuery(id), refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 0 })
  const back = () => void navigate({ to: '/trips/$id', params, search: {} })
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  if (trip.error && !trip.data) {
    return <ProblemAlert error={trip.error} title={t('state.loadFailed')} onRetry={() => void trip.refetch()} />
  }
  if (!trip.data || (trip.isFetching && !trip.isFetchedAfterMount)) return <Skeleton active paragraph={{ rows: 12 }} />
  return <PlanForm key={id} trip={trip.data} unit={undefined} onDone={back} onCancel={back} />
}
