/** What was recognised, in the shape of the clerk's own table: sheet, header rows, field and unit of each column. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportMoneyUnitWords, ImportRecognitionTitles } from '@/api/labels'
import { useNarrow } from '@/shared/narrow'
import { UnitPicker } from '@/shared/pick/pickers'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { firstRows, type RecognitionInput, readAs, refresh, type Session } from './api'
import { ColumnCards, ColumnTable } from './column-table'
import { doubtOf, isFresh } from './rows'

type Given = NonNullable<RecognitionInput['columns']>[number]
type Props = { session: Session; etag: string; onNext: () => void }
const SHOWN = 8

export function ColumnsStep({ session, etag, onNext }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const narrow = useNarrow()
  const read = session.recognition
  const [changes, setChanges] = useState<RecognitionInput>({})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const first = useQuery(firstRows(session.id, SHOWN))
  if (!read) return null
  const editing = isFresh(session) && session.can.includes('import.run')
  const changed = Object.keys(changes).length > 0
  const put = (more: RecognitionInput) => setChanges((old) => ({ ...old, ...more }))
  const given = new Map([...(session.choices.columns ?? []), ...(changes.columns ?? [])].map((one) => [one.column, one]))
  const column = (one: Given) => put({ columns: [...(changes.columns ?? []).filter((c) => c.column !== one.column), one] })
  const apply = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { choices } = session
      await readAs(session.id, etag, {
        ...(choices.sheet ? { sheet: choices.sheet } : {}),
        // another sheet has another header and other columns
        ...(choices.header && !changes.sheet ? { header: choices.header } : {}),
        ...(choices.money_unit ? { money_unit: choices.money_unit } : {}),
        ...changes,
        ...(changes.sheet ? {} : { columns: [...given.values()] }),
      })
      setChanges({})
      say(t('imports.readAgain'))
      await refresh(queries)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const doubts = read.columns.filter((one) => doubtOf(one) !== null).length
  const header = changes.header ?? read.header
  const shared = { session, rows: first.data?.items ?? [], given, onColumn: column, editing }
  return (
    <>
      <div className="import-bar">
        <div className="import-setting">
          <span>{ImportRecognitionTitles.sheet}</span>
          <Select
            aria-label={ImportRecognitionTitles.sheet}
            className="import-sheet"
            disabled={!editing}
            value={changes.sheet ?? read.sheet}
            options={(session.file?.sheets ?? []).map((sheet) => ({ value: sheet, label: sheet }))}
            onChange={(sheet: string) => setChanges({ sheet })}
          />
        </div>
        <div className="import-setting">
          <span>{t('imports.headerRows')}</span>
          {(['first', 'last'] as const).map((end) => (
            <InputNumber
              key={end}
              aria-label={t(`imports.header.${end}`)}
              className="import-row-no"
              disabled={!editing || changes.sheet !== undefined}
              min={1}
              precision={0}
              value={header.first === 0 && header.last === 0 ? null : header[end]}
              onChange={(n) => n && put({ header: { ...header, [end]: n } })}
            />
          ))}
        </div>
        <div className="import-setting">
          <span>{t('imports.moneyUnit')}</span>
          <Select
            aria-label={t('imports.moneyUnit')}
            className="import-unit-choice"
            disabled={!editing}
            placeholder={t('imports.noneWritten')}
            value={changes.money_unit ?? session.choices.money_unit ?? read.unit_above_table ?? null}
            options={Object.entries(ImportMoneyUnitWords).map(([value, label]) => ({ value, label }))}
            onChange={(unit: NonNullable<RecognitionInput['money_unit']>) => put({ money_unit: unit })}
          />
        </div>
        <div className="import-setting">
          <span>{t('imports.leadUnit')}</span>
          <span className="import-unit">
            <UnitPicker
              aria-label={t('imports.leadUnit')}
              disabled={!editing}
              value={changes.lead_unit_id ?? session.lead_unit_id ?? null}
              onChange={(unit) => unit !== null && put({ lead_unit_id: unit })}
            />
          </span>
        </div>
        <div className="import-next">
          {changed ? <Button onClick={() => setChanges({})}>{t('imports.asBefore')}</Button> : null}
          <Button type="primary" loading={busy} onClick={() => (changed ? void apply() : onNext())}>
            {t(changed ? 'imports.apply' : 'imports.next')}
          </Button>
        </div>
      </div>
      {failure ? <ProblemAlert error={failure} onRetry={() => void refresh(queries)} /> : null}
      {(session.file?.warnings ?? []).map((warning) => (
        <Alert key={warning.code + warning.message} type="warning" showIcon title={warning.message} />
      ))}
      <p className={doubts > 0 ? 'import-doubts some' : 'import-doubts'} role="status">
        {t('imports.recognised', { mapped: read.columns.filter((one) => one.field).length, all: read.columns.length })}
        {doubts > 0 ? t('imports.doubts', { n: doubts }) : t('imports.noDoubts')}
      </p>
      {first.error ? <ProblemAlert error={first.error} onRetry={() => void first.refetch()} /> : null}
      {narrow ? <ColumnCards {...shared} /> : <ColumnTable {...shared} />}
    </>
  )
}
