/** One enterprise at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EnterpriseDetail } from '@/features/enterprises/detail'
import { EnterprisesFrame, idIn } from './enterprises-frame'
import { NotFound } from './not-found'

const route = getRouteApi('/enterprises/$id')

export function EnterprisesDetail() {
  const id = idIn(route.useParams().id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  if (id === null) return <NotFound />
  const params = { id: String(id) }
  return (
    <EnterprisesFrame>
      <EnterpriseDetail
        key={id}
        id={id}
        tab={tab}
        onTab={(next) => void navigate({ to: '/enterprises/$id', params, search: { tab: next }, replace: true })}
        onEdit={() => void navigate({ to: '/enterprises/$id/edit', params })}
        onMerge={() => void navigate({ to: '/enterprises/$id/merge', params, search: {} })}
        onBack={() => void navigate({ to: '/enterprises', search: {} })}
      />
    </EnterprisesFrame>
  )
}
