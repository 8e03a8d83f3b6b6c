/** One enterprise: what it is, whom to talk to, what it is called elsewhere, its projects, what it was merged with. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '@/shared/keys'
import { useNarrow } from '@/shared/narrow'
import { PageTabs } from '@/shared/ui/page-tabs'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { Acts, inUse, type Ways } from './acts'
import { contactsQuery, type EnterpriseView, enterpriseQuery, mergesQuery, projectsQuery } from './api'
import { Head } from './head'
import { Profile } from './profile'
import { Projects } from './projects'
import './enterprises.css'

// each tab brings its own forms
const Aliases = lazy(() => import('./aliases').then((m) => ({ default: m.Aliases })))
const Contacts = lazy(() => import('./contacts').then((m) => ({ default: m.Contacts })))
const MergesOf = lazy(() => import('./merges').then((m) => ({ default: m.MergesOf })))

const TABS = ['profile', 'contacts', 'talks', 'aliases', 'projects', 'merges'] as const
type Tab = (typeof TABS)[number]
type Props = Ways & {
  id: number
  tab: string | undefined
  onTab: (tab: string) => void
  /** Draws the talks with the company, of a room of its own. */
  talks?: ((view: EnterpriseView) => ReactNode) | undefined
}

export function EnterpriseDetail({ id, tab, onTab, talks, ...ways }: Props) {
  const { t } = useTranslation()
  const found = useQuery(enterpriseQuery(id))
  const contacts = useQuery(contactsQuery(id))
  const projects = useQuery(projectsQuery(id))
  const merges = useQuery(mergesQuery(id))
  const narrow = useNarrow()
  const view = found.data?.data
  useTitle(view?.name ?? t('menu.enterprises'))
  const shown = TABS.filter((name) => name !== 'talks' || talks)
  useKeys({
    ...Object.fromEntries(shown.map((name, i) => [String(i + 1), () => onTab(name)])),
    e: () => {
      if (view?.can.includes('enterprise.edit')) ways.onEdit()
    },
    ...(ways.onTalk && view && inUse(view) ? { n: () => ways.onTalk?.(view) } : {}),
  })
  if (found.error && !view) {
    return (
      <div className="ent-page">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>
          <Button onClick={ways.onBack}>{t('enterprises.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view || !found.data) return <Skeleton active className="ent-page" paragraph={{ rows: 12 }} />
  const { etag } = found.data
  const acts = <Acts view={view} etag={etag} {...ways} />
  const counted = (words: string, n: number | undefined) => (
    <>
      {words}
      {n === undefined ? null : ` ${n}`}
    </>
  )
  const active = shown.includes(tab as Tab) ? (tab as Tab) : 'profile'
  const tabs = [
    { key: 'profile', label: t('enterprises.profile'), children: <Profile view={view} /> },
    { key: 'contacts', label: counted(t('enterprises.contacts'), contacts.data?.total), children: <Contacts view={view} /> },
    ...(talks ? [{ key: 'talks', label: t('talk.tab'), children: talks(view) }] : []),
    {
      key: 'aliases',
      label: counted(t('enterprises.aliases'), view.aliases.length),
      children: <Aliases view={view} etag={etag} />,
    },
    { key: 'projects', label: counted(t('enterprises.projects'), projects.data?.total), children: <Projects id={id} /> },
    {
      key: 'merges',
      label: counted(t('enterprises.merges'), merges.data?.total),
      children: (
        <Suspense fallback={<Skeleton active />}>
          <MergesOf id={id} />
        </Suspense>
      ),
    },
  ]
  return (
    <article className="ent-page" aria-busy={found.isFetching}>
      <Head view={view} buttons={narrow ? null : acts} />
      {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : null}
      <div className="ent-tabs">
        <PageTabs
          label={view.name}
          active={active}
          onTab={onTab}
          tabs={tabs.map((one) => ({ ...one, children: <Suspense fallback={<Skeleton active />}>{one.children}</Suspense> }))}
        />
      </div>
      {narrow ? acts : null}
    </article>
  )
}
