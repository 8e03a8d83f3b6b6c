/** What happened to a claim: progress, extensions, objections, transfers, and the other claims of the same case. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import {
  AskStateWords,
  ExtensionStateWords,
  LineageItemTitles,
  ObjectionStateWords,
  ObjectionViewTitles,
  RulingWords,
  TransferStateWords,
  TransferViewTitles,
} from '@/api/labels'
import { date, instant } from '@/shared/dates'
import type { ClaimView, ObjectionView, TransferView } from './api'
import { type Go, ProofFiles, RowsTable, StateTag } from './parts'

export function Progress({ view }: { view: ClaimView }) {
  const { t } = useTranslation()
  const open = view.can.includes('claim.register')
  if (view.progress.length === 0) {
    return <p className="quiet">{t(open ? 'claims.detail.noProgress' : 'claims.detail.noProgressClosed')}</p>
  }
  return (
    <ol className="claim-entries">
      {view.progress.toReversed().map((one) => (
        <li key={one.id}>
          <div className="entry-head">
            <time title={instant(one.added_at)}>{one.happened_on}</time>
          </div>
          <p>{one.note}</p>
          <ProofFiles files={one.proof} />
        </li>
      ))}
    </ol>
  )
}

export function Extensions({ view, onDecide }: { view: ClaimView; onDecide: ((id: number) => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <ol className="claim-entries">
      {view.extensions.toReversed().map((one) => (
        <li key={one.id}>
          <div className="entry-head">
            <time>{instant(one.asked_at)}</time>
            <span>{t('claims.detail.extensionTo', { on: one.until_on })}</span>
            <span className="mark">{ExtensionStateWords[one.state]}</span>
            {onDecide && one.state === 'asked' ? (
              <Button size="small" type="primary" onClick={() => onDecide(one.id)}>
                {t('claims.act.decide')}
              </Button>
            ) : null}
          </div>
          <p>{one.reason}</p>
          {one.opinion ? (
            <p className="quiet">
              {instant(one.decided_at)}　{one.opinion}
            </p>
          ) : null}
          <ProofFiles files={one.proof} />
        </li>
      ))}
    </ol>
  )
}

export function Objections({ items, go: Go }: { items: readonly ObjectionView[]; go: Go }) {
  const { t } = useTranslation()
  return (
    <ol className="claim-entries">
      {items.toReversed().map((one) => (
        <li key={one.id}>
          <div className="entry-head">
            <Go to="objection" id={one.id}>
              {t('claims.detail.objectedBy', {
                unit: one.objector.unit?.name ?? t('claims.objection.secret'),
                on: one.filed_on,
              })}
            </Go>
            <span className="mark">{ObjectionStateWords[one.state]}</span>
            {one.ruling ? null : (
              <span className="quiet">
                {t('claims.objection.ruleBy')} {one.rule_by_on}
              </span>
            )}
          </div>
          <p>{one.reason}</p>
          {one.ruling ? (
            <p>
              {ObjectionViewTitles.ruling}：{RulingWords[one.ruling]}。{one.ruling_reason}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

export function Transfers({ items, go: Go }: { items: readonly TransferView[]; go: Go }) {
  const { t } = useTranslation()
  return (
    <ol className="claim-entries">
      {items.toReversed().map((one) => (
        <li key={one.id}>
          <div className="entry-head">
            <time>{instant(one.asked_at)}</time>
            <span>{one.from_unit.name}</span>
            <span className="mark">{TransferStateWords[one.state]}</span>
            <Go to="transfer" id={one.id}>
              {t('claims.detail.open')}
            </Go>
          </div>
          <p>
            {TransferViewTitles.reason}：{one.reason}
          </p>
          <p className="quiet">{one.asks.map((ask) => `${ask.unit.name}（${AskStateWords[ask.state]}）`).join('、')}</p>
        </li>
      ))}
    </ol>
  )
}

export function Lineage({ view, go: Go }: { view: ClaimView; go: Go }) {
  const { t } = useTranslation()
  return (
    <RowsTable
      caption={t('claims.detail.lineage')}
      head={[
        { title: LineageItemTitles.number },
        { title: LineageItemTitles.unit_name },
        { title: LineageItemTitles.registered_on },
        { title: LineageItemTitles.protected_from },
        { title: LineageItemTitles.protected_until },
        { title: LineageItemTitles.state },
        { title: LineageItemTitles.ended_on },
      ]}
      rows={view.lineage.map((one) => ({
        key: one.number,
        cells: [
          {
            text:
              one.claim_id === view.id ? (
                `${one.number}${t('claims.detail.this')}`
              ) : one.claim_id ? (
                <Go to="claim" id={one.claim_id}>
                  {one.number}
                </Go>
              ) : (
                one.number
              ),
          },
          one.unit_name,
          one.registered_on,
          date(one.protected_from),
          date(one.protected_until),
          { text: <StateTag state={one.state} /> },
          date(one.ended_on),
        ],
      }))}
    />
  )
}
