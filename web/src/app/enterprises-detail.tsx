/** One enterprise at its address. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnterpriseView } from '@/features/enterprises/api'
import { EnterpriseDetail } from '@/features/enterprises/detail'
import type { About } from '@/features/talks/api'
import { EnterprisesFrame, idIn } from './enterprises-frame'
import { useMe } from './me'
import { NotFound } from './not-found'
import { useRecordTalk } from './record-talk'

const TalksOf = lazy(() => import('./talks-tab').then((m) => ({ default: m.TalksOf })))
const aboutOf = (view: EnterpriseView): About => ({ enterprise: { id: view.id, name: view.name } })

const route = getRouteApi('/enterprises/$id')

export function EnterprisesDetail() {
  const id = idIn(route.useParams().id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  const record = useRecordTalk()
  const can = useMe().data?.can
  const { t } = useTranslation()
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
        onPrint={() => void navigate({ to: '/print/enterprise/$id', params })}
        onBack={() => void navigate({ to: '/enterprises', search: {} })}
        onTalk={record ? (view) => record(aboutOf(view)) : undefined}
        talks={
          can?.includes('talk.read')
            ? (view) => (
                <>
                  <p className="ent-tools">
                    {can?.includes('trip.read') ? (
                      <Link to="/trips" search={{ enterprise_id: String(view.id) }}>
                        {t('menu.trips')}
                      </Link>
                    ) : null}
                    {can?.includes('reception.read') ? (
                      <Link to="/receptions" search={{ enterprise_id: String(view.id) }}>
                        {t('menu.receptions')}
                      </Link>
                    ) : null}
                  </p>
                  <Suspense fallback={<Skeleton active />}>
                    <TalksOf about={aboutOf(view)} />
                  </Suspense>
                </>
              )
            : undefined
        }
      />
    </EnterprisesFrame>
  )
}
