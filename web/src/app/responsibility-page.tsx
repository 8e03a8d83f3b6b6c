/** 责任链 of the whole city: people and what they carry, vacancies, gaps, handovers, substitutes, each at its address. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Handovers, Substitutes } from '@/features/responsibility/acts-lists'
import type { Role } from '@/features/responsibility/api'
import { type Filters, OF_PART, PARTS, type Part } from '@/features/responsibility/filters'
import { Gaps, Terms, Vacancies } from '@/features/responsibility/lists'
import { People } from '@/features/responsibility/people'
import { only, type Search } from '@/shared/filters'
import { HandOver } from './hand-over'
import { useMe } from './me'

const route = getRouteApi('/responsibility')
const SubstituteDialog = lazy(() => import('@/features/responsibility/substitute').then((m) => ({ default: m.SubstituteDialog })))
const LISTS = { terms: Terms, vacancies: Vacancies, gaps: Gaps, handovers: Handovers, substitutes: Substitutes }

export function ResponsibilityPage() {
  const navigate = useNavigate()
  const search = route.useSearch()
  const part: Part = PARTS.find((one) => one === search.part) ?? 'people'
  const filters = useMemo(() => only(search, OF_PART[part]) as Search, [search, part])
  const nav = <Nav part={part} />
  if (part === 'people') return <People nav={nav} ToTerms={ToTerms} ToVacancies={ToVacancies} />
  const List = LISTS[part]
  return (
    <List
      key={part}
      filters={filters}
      onFilters={(next) => void navigate({ to: '/responsibility', search: { ...(next as Filters), part } })}
      onOpen={(id) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { tab: 'responsibility' } })}
      actions={nav}
    />
  )
}

/** The lists side by side, and what may be begun in the one that is shown. */
function Nav({ part }: { part: Part }) {
  const { t } = useTranslation()
  return (
    <>
      <nav aria-label={t('responsibility.parts')} className="list-nav">
        {PARTS.map((name) => (
          <Link
            key={name}
            to="/responsibility"
            search={name === 'people' ? {} : name === 'terms' ? { part: name, active: 'true' } : { part: name }}
            activeProps={{ className: '' }}
            className={name === part ? 'active' : undefined}
            aria-current={name === part ? 'page' : undefined}
          >
            {t(`responsibility.part.${name}`)}
          </Link>
        ))}
      </nav>
      {part === 'handovers' || part === 'people' ? <HandOver /> : null}
      {part === 'substitutes' ? <NameSubstitute /> : null}
    </>
  )
}

function NameSubstitute() {
  const { t } = useTranslation()
  const me = useMe()
  const [open, setOpen] = useState(false)
  if (!me.data?.can.includes('substitute.edit')) return null
  const user = me.data.user
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('responsibility.nameSubstitute')}
      </Button>
      <Suspense fallback={null}>
        {open ? (
          <SubstituteDialog me={user ? { id: user.id, name: user.name } : undefined} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  )
}

const ToTerms = ({ user, role, children }: { user: number; role: Role; children: ReactNode }) => (
  <Link to="/responsibility" search={{ part: 'terms', user_id: String(user), role, active: 'true' }} className="figure">
    {children}
  </Link>
)

const ToVacancies = ({ role, children }: { role: Role; children: ReactNode }) => (
  <Link to="/responsibility" search={{ part: 'vacancies', role }} className="figure">
    {children}
  </Link>
)
