/** One claim: what it protects and until when, what was done for it, who disputes it, and all that may be done now. */
import { useQuery } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClaimOriginWords, FirstClaimTitles, FirstClaimViewTitles } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { Glance } from '@/shared/ui/glance'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type ClaimView, claimQuery } from './api'
import {
  ConfirmForm,
  ExtensionDecisionForm,
  ExtensionForm,
  LinkForm,
  ObjectionForm,
  ProgressForm,
  ReleaseForm,
  TransferForm,
} from './claim-forms'
import './claims.css'
import { Extensions, Lineage, Objections, Progress, Transfers } from './course'
import { Facts, type Go, Panel, ProofFiles, StateTag, useLeft } from './parts'

export type ClaimAct = 'progress' | 'confirm' | 'extend' | 'object' | 'transfer' | 'release' | 'link'
type Opened = ClaimAct | { decide: number }
type Props = { id: number; go: Go; onBack: () => void; onPrint: (form: 'registration' | 'transfer') => void }

export function ClaimDetail({ id, go, onBack, onPrint }: Props) {
  const { t } = useTranslation()
  const claim = useQuery(claimQuery(id))
  const [opened, setOpened] = useState<Opened | null>(null)
  const view = claim.data?.data
  useTitle(view ? `${view.number} ${view.investor}` : t('claims.title'))
  if (claim.error && !view) {
    return (
      <div className="claim">
        <ProblemAlert error={claim.error} title={t('state.loadFailed')} onRetry={() => void claim.refetch()} />
        <p>
          <Button onClick={onBack}>{t('claims.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view) return <Skeleton active className="claim" paragraph={{ rows: 12 }} />
  const etag = claim.data?.etag ?? ''
  const close = () => setOpened(null)
  const may = (action: string) => view.can.includes(action)
  return (
    <article className="claim" aria-busy={claim.isFetching}>
      <Head view={view} onBack={onBack} onPrint={onPrint} onAct={setOpened} />
      {view.needs_ruling ? <Alert type="warning" showIcon title={t('claims.overlap')} /> : null}
      {view.warnings.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('claims.detail.warnings')}
          description={
            <ul className="claim-warnings">
              {view.warnings.map((warning) => (
                <li key={warning.message}>{warning.message}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      <div className="claim-columns">
        <Panel title={t('claims.detail.content')}>
          <Content view={view} go={go} />
        </Panel>
        <Panel title={t('claims.detail.progress')}>
          <Progress view={view} />
        </Panel>
      </div>
      {view.extensions.length > 0 ? (
        <Panel title={t('claims.detail.extensions')}>
          <Extensions view={view} onDecide={may('claim.grant') ? (decide) => setOpened({ decide }) : undefined} />
        </Panel>
      ) : null}
      {view.objections.length > 0 ? (
        <Panel title={t('claims.detail.objections')}>
          <Objections items={view.objections} go={go} />
        </Panel>
      ) : null}
      {view.transfers.length > 0 ? (
        <Panel
          title={t('claims.detail.transfers')}
          tools={<Button onClick={() => onPrint('transfer')}>{t('claims.printTransfer')}</Button>}
        >
          <Transfers items={view.transfers} go={go} />
        </Panel>
      ) : null}
      <Panel title={t('claims.detail.lineage')}>
        <Lineage view={view} go={go} />
      </Panel>
      {opened === 'progress' ? <ProgressForm claim={view} onClose={close} /> : null}
      {opened === 'confirm' ? <ConfirmForm claim={view} etag={etag} onClose={close} /> : null}
      {opened === 'extend' ? <ExtensionForm claim={view} onClose={close} /> : null}
      {opened === 'object' ? <ObjectionForm claim={view} onClose={close} /> : null}
      {opened === 'transfer' ? <TransferForm claim={view} onClose={close} /> : null}
      {opened === 'release' ? <ReleaseForm claim={view} etag={etag} onClose={close} /> : null}
      {opened === 'link' ? <LinkForm claim={view} etag={etag} onClose={close} /> : null}
      {opened !== null && typeof opened === 'object' ? (
        <ExtensionDecisionForm claim={view} etag={etag} extension={opened.decide} onClose={close} />
      ) : null}
    </article>
  )
}

/** What `can` names, act by act. */
function actsOf(view: ClaimView): ClaimAct[] {
  const can = (action: string) => view.can.includes(action)
  const acts: ClaimAct[] = []
  if (can('claim.confirm')) acts.push('confirm')
  if (can('claim.register')) acts.push('progress')
  if (can('claim.object') && view.warnings.length > 0) acts.push('object')
  if (can('claim.extend')) acts.push('extend')
  if (can('claim.register')) acts.push('link')
  if (can('claim.transfer')) acts.push('transfer')
  if (can('claim.release')) acts.push('release')
  return acts
}

type HeadProps = { view: ClaimView; onAct: (act: ClaimAct) => void } & Pick<Props, 'onBack' | 'onPrint'>

function Head({ view, onBack, onPrint, onAct }: HeadProps) {
  const { t } = useTranslation()
  const left = useLeft()
  const acts = actsOf(view)
  const words: Record<ClaimAct, string> = {
    confirm: t('claims.act.confirm'),
    progress: t('claims.act.progress'),
    object: t('claims.act.object'),
    extend: t('claims.act.extend'),
    link: view.project ? t('claims.act.relink') : t('claims.act.link'),
    transfer: t('claims.act.transfer'),
    release: t('claims.act.release'),
  }
  const facts = [
    [FirstClaimTitles.number, view.number],
    [FirstClaimTitles.unit_id, view.unit_name],
    [FirstClaimTitles.person_id, view.person_name],
    [
      t('claims.detail.protection'),
      view.protected_from && view.protected_until
        ? t('claims.detail.period', { from: view.protected_from, until: view.protected_until })
        : t('claims.detail.notYet'),
    ],
    ...(view.lapses_on && !view.ended_on
      ? [[t('claims.holdsUntil'), `${view.lapses_on}（${left(view.lapses_on, view.ended_on)}）`] as const]
      : []),
    [FirstClaimTitles.last_progress_on, view.last_progress_on],
  ] as const
  return (
    <header className="claim-head">
      <div className="claim-name">
        <h1>{view.investor}</h1>
        <StateTag state={view.state} />
        {acts.length > 0 ? (
          <div className="claim-acts">
            {acts.map((act, i) => (
              <Button key={act} type={i === 0 ? 'primary' : 'default'} onClick={() => onAct(act)}>
                {words[act]}
              </Button>
            ))}
          </div>
        ) : null}
        <div className="claim-tools">
          <Button onClick={() => onPrint('registration')}>{t('claims.print')}</Button>
          <Button onClick={onBack}>{t('claims.back')}</Button>
        </div>
      </div>
      <Glance facts={facts} />
    </header>
  )
}

function Content({ view, go: Go }: { view: ClaimView; go: Go }) {
  const { t } = useTranslation()
  const project = view.project
  return (
    <Facts
      facts={[
        [FirstClaimTitles.direction, view.direction, true],
        [FirstClaimTitles.first_contact_on, view.first_contact_on],
        [FirstClaimTitles.registered_on, view.registered_on],
        [FirstClaimTitles.chain, view.chain || '—'],
        [FirstClaimTitles.industry_code, view.industry_code || '—'],
        [FirstClaimTitles.origin, ClaimOriginWords[view.origin]],
        [
          t('claims.detail.objectBy'),
          view.warnings.length > 0 || view.objections.length > 0 ? (
            date(view.object_by_on)
          ) : (
            <>
              {date(view.object_by_on)} <small className="quiet">{t('claims.detail.noSame')}</small>
            </>
          ),
        ],
        [t('claims.detail.proof'), <ProofFiles key="proof" files={view.proof} none={t('claims.detail.noProof')} />, true],
        [
          FirstClaimViewTitles.project,
          project ? (
            <Go key="project" to="project" id={project.id}>
              {project.number} {project.name}
            </Go>
          ) : (
            '—'
          ),
          true,
        ],
        ...(view.confirmed_at
          ? [[t('claims.detail.confirmed'), `${instant(view.confirmed_at)}　${view.confirm_opinion ?? ''}`, true] as const]
          : []),
        ...(view.ended_on ? [[t('claims.detail.ended'), `${view.ended_on}　${view.end_reason ?? ''}`, true] as const] : []),
      ]}
    />
  )
}
