/** The sheet of a company at its address, outside the frame. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EnterprisePaper } from '@/features/enterprises/paper'
import { talksOf } from '@/features/talks/api'
import { TalksOnPaper } from '@/features/talks/paper-part'
import { addWords } from '@/i18n'
import talks from '@/i18n/rooms/talks'
import { EnterprisesFrame, idIn } from './enterprises-frame'
import { useMe } from './me'
import { NotFound } from './not-found'

addWords('talks', talks)

const route = getRouteApi('/print/enterprise/$id')

export function EnterprisePrintPage() {
  const params = route.useParams()
  const id = idIn(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (id === null) return <NotFound />
  return (
    <EnterprisesFrame>
      <EnterprisePaper
        id={id}
        by={me.data?.name ?? ''}
        onBack={() => void navigate({ to: '/enterprises/$id', params, search: {} })}
        rest={me.data?.can.includes('talk.read') ? <Talks id={id} /> : null}
      />
    </EnterprisesFrame>
  )
}

function Talks({ id }: { id: number }) {
  const first = useInfiniteQuery(talksOf({ enterprise: { id, name: '' } })).data?.pages[0]
  return first ? <TalksOnPaper items={first.items} total={first.total} /> : null
}
