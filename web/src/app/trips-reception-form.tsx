/** A reception written down or changed, at its address. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { receptionQuery } from '@/features/trips/reception-api'
import { ReceptionForm } from '@/features/trips/reception-form'
import { ProblemAlert } from '@/shared/ui/problem'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const edit = getRouteApi('/receptions/$id/edit')

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
