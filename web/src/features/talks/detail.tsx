/** One talk at its own address: where a next step in the inbox leads. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { TalkActs } from './acts'
import { talkQuery } from './api'
import { type Go, TalkEntry } from './entry'
import type { Recorder } from './values'
import './talks.css'

type Props = {
  id: number
  me: Recorder | undefined
  go: Go
  onBack: () => void
  /** Shows it to colleagues. */
  onCopy?: ((name: string) => void) | undefined
}

export function TalkDetail({ id, me, go, onBack, onCopy }: Props) {
  const { t } = useTranslation()
  const found = useQuery(talkQuery(id))
  const talk = found.data?.data
  const name = talk?.enterprise_name ?? talk?.project_name ?? ''
  useTitle(name ? t('talks.with', { name }) : t('menu.talks'))
  const back = <Button onClick={onBack}>{t('talks.back')}</Button>
  if (found.error && !talk) {
    return (
      <div className="talk-page">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>{back}</p>
      </div>
    )
  }
  if (!talk) return <Skeleton active className="talk-page" paragraph={{ rows: 8 }} />
  return (
    <article className="talk-page" aria-busy={found.isFetching}>
      <div className="page-head">
        <h1>{t('talks.with', { name })}</h1>
        <div className="page-actions">
          <TalkActs talk={talk} me={me} small={false} />
          {onCopy ? <Button onClick={() => onCopy(t('talks.with', { name }))}>{t('action.copyTo')}</Button> : null}
          {back}
        </div>
      </div>
      <section className="talk-sheet">
        <TalkEntry talk={talk} go={go} />
      </section>
    </article>
  )
}
