/** One target set or changed: over the version that was read, with both values when somebody was faster. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Form from 'antd/es/form'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TargetInputFields } from '@/api/fields'
import { IndicatorWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Fields } from '@/shared/form/rule'
import { UnitPicker } from '@/shared/pick/pickers'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { type Indicator, putTarget, reportKeys, targetQuery } from './api'

type Input = components['schemas']['TargetInput']
type Props = { year: number; indicator: Indicator; unitId: number | null; unitName: string; onClose: () => void }

export function TargetDialog({ year, indicator, unitId, unitName, onClose }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<{ id: number; name: string } | null>(
    unitId === null ? null : { id: unitId, name: unitName },
  )
  const title = t('reports.targets.formTitle', { year, indicator: IndicatorWords[indicator] })
  if (!chosen) {
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <Form layout="vertical">
          <Form.Item label={t('reports.targets.formUnit')} htmlFor="target-unit">
            <UnitPicker
              id="target-unit"
              autoFocus
              onChange={(id, unit) => (id === null ? undefined : setChosen({ id, name: unit?.name ?? '' }))}
            />
          </Form.Item>
        </Form>
      </Modal>
    )
  }
  return (
    <Loaded key={chosen.id} id={{ year, unitId: chosen.id, indicator }} title={`${title} · ${chosen.name}`} onClose={onClose} />
  )
}

type LoadedProps = {
  id: { year: number; unitId: number; indicator: Indicator }
  title: string
  onClose: () => void
}

function Loaded({ id, title, onClose }: LoadedProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(targetQuery(id))
  const inMoney = !id.indicator.endsWith('_count')
  const word = inMoney ? t('reports.targets.amount') : t('reports.targets.number')
  // the same field counts yuan or projects; its indicator says which
  const { hint: _, ...number } = TargetInputFields.target
  const fields: Fields = {
    ...TargetInputFields,
    target: { ...number, title: word, ...(inMoney ? { kind: 'money' as const } : {}) },
  }
  if (!found.data) {
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : <Skeleton active />}
      </Modal>
    )
  }
  const { data, etag } = found.data
  return (
    <FormDialog<Input>
      title={title}
      fields={fields}
      initial={{ target: data.target ?? null, basis: data.basis ?? null }}
      etag={etag}
      submit={t('reports.targets.submit')}
      onSend={(values, sending) => putTarget(id, { target: values.target ?? null, basis: values.basis || null }, sending.etag)}
      fromCurrent={(current) => ({
        target: (current['target'] as number | null) ?? null,
        basis: (current['basis'] as string | null) ?? null,
      })}
      onDone={() => {
        say(t('reports.targets.saved'))
        void queries.invalidateQueries({ queryKey: reportKeys.targets })
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <Field of={fields} name="target" />
          <Field of={TargetInputFields} name="basis" />
          <p className="chart-note">{t('reports.targets.hint')}</p>
        </>
      )}
    </FormDialog>
  )
}
