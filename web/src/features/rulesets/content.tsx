/** What a rule set says, as people read it: plain values as a list, gates as one table of the stages, other documents by parts. */
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { GatesFields } from '@/api/fields'
import { AmountWords, AuditResultWords, GateRoleWords, GateTitles, StageWords, SumRelationWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { i18n } from '@/i18n'
import { shownValue } from '@/shared/form/shown-value'
import { FactList } from '@/shared/ui/panel'
import { Rows } from '@/shared/ui/rows'
import { Json, Original } from './original'
import './rulesets.css'
import { FORMS, isDoc } from './words'

type Schemas = components['schemas']

const RuleDocument = lazy(() => import('./document').then((m) => ({ default: m.RuleDocument })))

export function Content({ kind, content }: { kind: string; content: unknown }) {
  const { t } = useTranslation()
  const fields = FORMS[kind]
  if (fields) {
    const values = content as Record<string, unknown>
    return (
      <div className="plain-rules">
        <Rows
          caption={t('rulesets.content')}
          head={[{ title: t('rulesets.item') }, { title: t('rulesets.value'), numeric: true }]}
          rows={Object.entries(fields).map(([name, rule]) => ({
            key: name,
            cells: [rule.hint ?? rule.title, shownValue(rule, values[name])],
          }))}
        />
      </div>
    )
  }
  if (isGates(content)) {
    return (
      <>
        <GatesTable gates={content} />
        <Original content={content} />
      </>
    )
  }
  if (!isDoc(content)) return <Json content={content} />
  return (
    <Suspense fallback={null}>
      <RuleDocument kind={kind} content={content} />
    </Suspense>
  )
}

const isGates = (content: unknown): content is Schemas['Gates'] =>
  typeof content === 'object' && content !== null && 'stages' in content && 'stock_opinions' in content

/** A relation between amounts, as one would say it. */
export function sumText(sum: Schemas['GateSum']): string {
  const { t } = i18n
  const other = sum.other ? AmountWords[sum.other] : t('rulesets.yuan', { n: sum.yuan ?? 0 })
  const part = sum.percent ? t('rulesets.percent', { other, n: sum.percent }) : other
  return t('rulesets.sum', { sum: AmountWords[sum.sum], relation: SumRelationWords[sum.relation], other: part })
}

function evidenceText(one: Schemas['GateEvidence']): string {
  const { t } = i18n
  const label = one.images_only ? t('rulesets.images', { label: one.label }) : one.label
  return one.min_files > 0 ? t('rulesets.files', { label, n: one.min_files }) : t('rulesets.filesIfAny', { label })
}

function GatesTable({ gates }: { gates: Schemas['Gates'] }) {
  const { t } = useTranslation()
  const lines = (texts: readonly string[]) => ({
    text: texts.length > 0 ? texts.map((text) => <div key={text}>{text}</div>) : '—',
  })
  return (
    <>
      <div className="gates">
        <Rows
          caption={t('rulesets.content')}
          head={[
            { title: GateTitles.stage },
            { title: GateTitles.limit_days },
            { title: GateTitles.roles },
            { title: GateTitles.fields },
            { title: GateTitles.evidence },
            { title: GateTitles.sums },
            { title: GateTitles.proof },
          ]}
          rows={gates.stages.map((gate) => ({
            key: gate.stage,
            cells: [
              lines([
                StageWords[gate.stage],
                t(gate.audited ? 'rulesets.audited' : 'rulesets.notAudited'),
                ...(gate.mandatory ? [t('rulesets.mandatory')] : []),
              ]),
              gate.limit_days ? t('rulesets.days', { n: gate.limit_days }) : t('rulesets.noReminder'),
              lines(gate.roles.map((role) => GateRoleWords[role])),
              lines(gate.fields.map((one) => (one.required ? one.label : t('rulesets.optional', { label: one.label })))),
              lines(gate.evidence.map(evidenceText)),
              lines(gate.sums.map(sumText)),
              gate.proof,
            ],
          }))}
        />
      </div>
      <h3>{GatesFields.stock_opinions.title}</h3>
      <FactList
        facts={Object.entries(AuditResultWords).map(([result, word]) => [
          word,
          gates.stock_opinions.filter((one) => one.result === result).map((one) => <div key={one.opinion}>{one.opinion}</div>),
        ])}
      />
    </>
  )
}
