/** The page around the form: what is changed is read anew first, so that the form starts from the newest version. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { enterpriseQuery } from './api'
import { EnterpriseForm } from './form'
import { WhoMay } from './head'

type Props = { onSaved: (id: number) => void; onCancel: () => void }

export function NewEnterprise(props: Props) {
  const { t } = useTranslation()
  return (
    <Page title={t('enterprises.createTitle')}>
      <EnterpriseForm {...props} />
    </Page>
  )
}

export function EditEnterprise({ id, ...props }: Props & { id: number }) {
  const { t } = useTranslation()
  const found = useQuery({ ...enterpriseQuery(id), refetchOnMount: 'always' })
  // what filled the form stays: nothing that arrives later refreshes it
  const opened = useRef<typeof found.data>(undefined)
  if (!opened.current && found.isFetchedAfterMount && !found.error) opened.current = found.data
  const view = opened.current?.data
  const back = <Button onClick={props.onCancel}>{t('enterprises.backToOne')}</Button>
  if (found.error && !view) {
    return (
      <Page title={t('enterprises.editTitle')}>
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>{back}</p>
      </Page>
    )
  }
  if (!opened.current || !view) return <Skeleton active paragraph={{ rows: 12 }} />
  return (
    <Page title={t('enterprises.editTitle')} of={view.name}>
      {view.can.includes('enterprise.edit') ? (
        <EnterpriseForm {...props} opened={{ view, etag: opened.current.etag }} />
      ) : (
        <div className="nothing">
          <WhoMay view={view} />
          {back}
        </div>
      )}
    </Page>
  )
}

function Page({ title, of, children }: { title: string; of?: string; children: ReactNode }) {
  useTitle(of ? `${title} ${of}` : title)
  return (
    <div className="ent-page">
      <header className="page-head">
        <h1>{title}</h1>
        {of ? <span className="asof">{of}</span> : null}
      </header>
      <div className="ent-panel">{children}</div>
    </div>
  )
}
