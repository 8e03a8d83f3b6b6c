/** The form of an enterprise at its addresses: something new, or something that is there. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EditEnterprise, NewEnterprise } from '@/features/enterprises/edit'
import { EnterprisesFrame, idIn } from './enterprises-frame'
import { NotFound } from './not-found'

const route = getRouteApi('/enterprises/$id/edit')

function useOpen() {
  const navigate = useNavigate()
  return (id: number) => void navigate({ to: '/enterprises/$id', params: { id: String(id) }, search: {} })
}

export function EnterpriseNew() {
  const navigate = useNavigate()
  const open = useOpen()
  return (
    <EnterprisesFrame>
      <NewEnterprise onSaved={open} onCancel={() => void navigate({ to: '/enterprises', search: {} })} />
    </EnterprisesFrame>
  )
}

export function EnterpriseEdit() {
  const id = idIn(route.useParams().id)
  const open = useOpen()
  if (id === null) return <NotFound />
  return (
    <EnterprisesFrame>
      <EditEnterprise key={id} id={id} onSaved={open} onCancel={() => open(id)} />
    </EnterprisesFrame>
  )
}
