/** Merging enterprises at its addresses: two into one, and the list of what was merged. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { MergePage } from '@/features/enterprises/merge'
import { MergeList } from '@/features/enterprises/merges'
import { EnterprisesFrame, idIn } from './enterprises-frame'
import { NotFound } from './not-found'

const route = getRouteApi('/enterprises/$id/merge')

function useOpenMerges() {
  const navigate = useNavigate()
  return (id: number) => void navigate({ to: '/enterprises/$id', params: { id: String(id) }, search: { tab: 'merges' } })
}

export function EnterpriseMerge() {
  const id = idIn(route.useParams().id)
  const other = idIn(route.useSearch().with) ?? undefined
  const navigate = useNavigate()
  const open = useOpenMerges()
  if (id === null) return <NotFound />
  return (
    <EnterprisesFrame>
      <MergePage
        key={id}
        id={id}
        other={other}
        onOther={(next) =>
          void navigate({
            to: '/enterprises/$id/merge',
            params: { id: String(id) },
            search: next === undefined ? {} : { with: String(next) },
          })
        }
        onOpen={open}
      />
    </EnterprisesFrame>
  )
}

export function EnterpriseMerges() {
  const navigate = useNavigate()
  const open = useOpenMerges()
  return (
    <EnterprisesFrame>
      <MergeList onOpen={open} onBack={() => void navigate({ to: '/enterprises', search: {} })} />
    </EnterprisesFrame>
  )
}
