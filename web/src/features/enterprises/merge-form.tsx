/** Two columns, one choice per field where both say something different, and what will move. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Form from 'antd/es/form'
import Radio from 'antd/es/radio'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { MergeInputFields } from '@/api/fields'
import { MergeFieldWords } from '@/api/labels'
import { Field } from '@/shared/form/field'
import { shownValue } from '@/shared/form/shown-value'
import { type Sending, WriteForm } from '@/shared/form/write-form'
import { contactsQuery, type EnterpriseView, type Merge, type MergeField, merge, projectsQuery, written } from './api'
import { type Difference, differences } from './compare'
import { divisionQuery, industryQuery, useUnitNames } from './names'
import { comparedFields } from './values'

type Props = {
  kept: EnterpriseView
  merged: EnterpriseView
  /** The pair was read again because one of them had changed. */
  stale: boolean
  /** What was written so far; it outlives a swap and a fresh start. */
  reason: { current: string }
  onSwap: () => void
  onAnother: () => void
  onStale: () => Promise<void>
  onMerged: (merge: Merge) => void
}
type Values = { reason: string; confirmed_same?: boolean }
const SAME = '/confirmed_same'

export function MergeForm({ kept, merged, stale, reason, onSwap, onAnother, onStale, onMerged }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [take, setTake] = useState<ReadonlySet<MergeField>>(new Set())
  const [askSame, setAskSame] = useState(false)
  const result = useRef<Merge>(undefined)
  const rows = differences(kept, merged)

  const send = async (values: Values, sending: Sending) => {
    try {
      result.current = await merge(
        {
          kept_id: kept.id,
          merged_id: merged.id,
          kept_version: kept.version,
          merged_version: merged.version,
          reason: values.reason,
          ...(values.confirmed_same ? { confirmed_same: true } : {}),
          ...(take.size > 0 ? { take_from_merged: [...take] } : {}),
        },
        sending,
      )
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status === 412) {
        await onStale()
        return
      }
      if (error.field(SAME) === undefined) throw error
      setAskSame(true)
      const message = MergeInputFields.confirmed_same.hint
      const errors = [{ pointer: SAME, code: 'confirm', message }]
      throw new ApiError({ ...error.problem, detail: message, errors })
    }
  }
  const done = () => {
    if (!result.current) return
    void written(queries)
    onMerged(result.current)
  }
  return (
    <WriteForm<Values>
      fields={MergeInputFields}
      initial={{ reason: reason.current }}
      submit={t('enterprises.mergeSubmit')}
      onSend={send}
      onDone={done}
      onChange={(values) => {
        reason.current = values.reason ?? ''
      }}
      more={<Button onClick={onAnother}>{t('enterprises.another')}</Button>}
    >
      {stale ? <Alert type="warning" showIcon role="alert" title={t('enterprises.mergeStale')} /> : null}
      <p className="ent-explained">{t('enterprises.mergeHint')}</p>
      <div className="ent-compare">
        <div className="ent-compare-row ent-compare-head">
          <span>
            <Button onClick={onSwap}>{t('enterprises.swap')}</Button>
          </span>
          <strong>
            <small>{t('enterprises.kept')}</small> {kept.name}
          </strong>
          <strong>
            <small>{t('enterprises.goes')}</small> {merged.name}
          </strong>
        </div>
        {rows.length === 0 ? <p>{t('enterprises.nothingDiffers')}</p> : null}
        <Differences rows={rows} kept={kept} merged={merged} take={take} onTake={setTake} />
      </div>
      <Moves merged={merged} />
      {askSame ? (
        <Form.Item name="confirmed_same" valuePropName="checked">
          <Checkbox>{MergeInputFields.confirmed_same.hint}</Checkbox>
        </Form.Item>
      ) : null}
      <Field of={MergeInputFields} name="reason" />
    </WriteForm>
  )
}

type RowsProps = {
  rows: Difference[]
  kept: EnterpriseView
  merged: EnterpriseView
  take: ReadonlySet<MergeField>
  onTake: (take: ReadonlySet<MergeField>) => void
}

function Differences({ rows, kept, merged, take, onTake }: RowsProps) {
  const { t } = useTranslation()
  const codes = [
    useQuery(divisionQuery(kept.division_code)).data,
    useQuery(divisionQuery(merged.division_code)).data,
    useQuery(industryQuery(kept.industry_code)).data,
    useQuery(industryQuery(merged.industry_code)).data,
  ]
  const fields = comparedFields(useUnitNames(), codes)
  const choose = (field: MergeField, fromMerged: boolean) => {
    const next = new Set(take)
    if (fromMerged) next.add(field)
    else next.delete(field)
    onTake(next)
  }
  return rows.map(({ field, kind, ...values }) => {
    const title = MergeFieldWords[field]
    const text = (side: 'kept' | 'merged') => shownValue(fields[field], values[side])
    if (kind !== 'ask') {
      const note = kind === 'filled' ? t('enterprises.filledIn') : t('enterprises.keepsOwn')
      return (
        <div key={field} className="ent-compare-row">
          <span className="ent-compare-title">{title}</span>
          <span>{kind === 'filled' ? <small>{note}</small> : text('kept')}</span>
          <span>{kind === 'filled' ? text('merged') : <small>{note}</small>}</span>
        </div>
      )
    }
    return (
      <div key={field} className="ent-compare-row" role="radiogroup" aria-label={t('enterprises.takeWhich', { title })}>
        <span className="ent-compare-title">{title}</span>
        <Radio name={field} checked={!take.has(field)} onChange={() => choose(field, false)}>
          <small className="ent-whose">{t('enterprises.kept')}</small> {text('kept')}
        </Radio>
        <Radio name={field} checked={take.has(field)} onChange={() => choose(field, true)}>
          <small className="ent-whose">{t('enterprises.goes')}</small> {text('merged')}
        </Radio>
      </div>
    )
  })
}

const MOST = 5

/** What goes over to the enterprise that is kept. */
function Moves({ merged }: { merged: EnterpriseView }) {
  const { t } = useTranslation()
  const contacts = useQuery(contactsQuery(merged.id)).data
  const projects = useQuery(projectsQuery(merged.id)).data
  const some = (names: readonly string[], total: number) => {
    const first = names.slice(0, MOST).join(t('form.comma'))
    return total > MOST ? t('enterprises.andMore', { names: first }) : first
  }
  const aliases = merged.aliases.map((one) => one.alias)
  return (
    <section className="ent-moves">
      <h2>{t('enterprises.moves')}</h2>
      <ul>
        <li>{t('enterprises.movesName', { name: merged.name })}</li>
        {aliases.length > 0 ? (
          <li>{t('enterprises.movesAliases', { n: aliases.length, names: some(aliases, aliases.length) })}</li>
        ) : null}
        {contacts && contacts.total > 0 ? (
          <li>
            {t('enterprises.movesContacts', {
              n: contacts.total,
              names: some(
                contacts.items.map((one) => one.name),
                contacts.total,
              ),
            })}
          </li>
        ) : null}
        {projects && projects.total > 0 ? (
          <li>
            {t('enterprises.movesProjects', {
              n: projects.total,
              names: some(
                projects.items.map((one) => one.name ?? ''),
                projects.total,
              ),
            })}
          </li>
        ) : null}
        <li>{t('enterprises.movesRest')}</li>
      </ul>
    </section>
  )
}
