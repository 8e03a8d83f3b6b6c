/** One project of the grid: last month beside this month; Space says that nothing has changed, Ctrl+D takes what stands above. */
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { MonthlyReportInputFields as F } from '@/api/fields'
import { ConfirmationWords, MonthlyReportTitles, MonthlyRowStateWords } from '@/api/labels'
import { shortDate } from '@/shared/dates'
import { MoneyInput } from '@/shared/form/money-input'
import { headline, wan } from '@/shared/money'
import { useSentence } from '@/shared/ui/problem'
import type { Report, Schemas } from './api'
import { differs, type Edit, type Typed, totalOf } from './edits'
import { RowActs } from './row-acts'

type Props = {
  row: Report
  edit: Edit
  touched: boolean
  failure: unknown
  disabled: boolean
  project: ReactNode
  onChange: (next: Partial<Edit>) => void
  onFillDown: (field: Typed) => void
  onDrop: () => void
}

/** The next row, or the one before, that can still be ticked. */
function walk(from: HTMLElement, by: 1 | -1): void {
  let row = from.closest('tr')
  while (row) {
    row = (by === 1 ? row.nextElementSibling : row.previousElementSibling) as HTMLTableRowElement | null
    const box = row?.querySelector<HTMLElement>('input[type=checkbox]:not(:disabled)')
    if (box) {
      box.focus()
      return
    }
  }
}

export function MonthlyRow({ row, edit, touched, failure, disabled, project, onChange, onFillDown, onDrop }: Props) {
  const { t } = useTranslation()
  const name = (title: string) => t('progress.of', { name: row.project_name, title })
  const keys = (field: Typed) => (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key.toLowerCase() === 'd') {
      event.preventDefault()
      onFillDown(field)
    }
  }
  const bold = (field: Typed) => (differs(row, edit, field) ? 'differs' : undefined)
  const off = disabled || edit.unchanged
  const total = totalOf(row, edit)
  return (
    <tr className={touched ? 'changed' : undefined}>
      <td data-label={t('progress.unchanged')}>
        <Checkbox
          aria-label={name(t('progress.unchanged'))}
          checked={edit.unchanged}
          disabled={disabled || !row.last}
          onChange={(event) => {
            onChange({ unchanged: event.target.checked })
            // the next row is next: one key a row
            if (event.target.checked) walk(event.nativeEvent.target as HTMLElement, 1)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') walk(event.currentTarget, 1)
            if (event.key === 'ArrowUp') walk(event.currentTarget, -1)
          }}
        />
      </td>
      <td>
        <strong>{project}</strong>
        <small>
          {row.unit_name} {row.project_number}
        </small>
        {row.plan ? (
          <small className={row.plan.points < 0 ? 'behind' : undefined}>
            {t(row.plan.points < 0 ? 'progress.behind' : 'progress.ahead', {
              plan: row.plan.plan_percent,
              done: row.plan.done_percent,
              points: Math.abs(row.plan.points),
            })}
          </small>
        ) : null}
      </td>
      <td data-label={t('progress.lastMonth')}>
        {row.last ? (
          <>
            <span className="num">{t('progress.monthWas', { month: wan(row.last.invested_month_yuan) })}</span>
            <small>{t('progress.totalWas', { total: headline(row.last.invested_total_yuan) })}</small>
            <small>{row.last.image_progress}</small>
          </>
        ) : (
          <small>{t('progress.firstReport')}</small>
        )}
      </td>
      <td data-label={t('progress.inWan', { title: MonthlyReportTitles.invested_month_yuan })} onKeyDown={keys('month')}>
        <span className={bold('month')}>
          <MoneyInput
            aria-label={name(F.invested_month_yuan.title)}
            value={edit.unchanged ? 0 : edit.month}
            disabled={off}
            onChange={(month) => onChange({ month, confirm: [] })}
          />
        </span>
        {row.last ? null : (
          <MoneyInput
            aria-label={name(F.invested_total_yuan.title)}
            value={edit.total}
            disabled={off}
            onChange={(next) => onChange({ total: next })}
          />
        )}
        <small>{t('progress.totalIs', { total: total === null ? '—' : headline(total) })}</small>
        {row.adjusted_yuan === 0 ? null : <small>{t('progress.adjusted', { n: wan(row.adjusted_yuan) })}</small>}
      </td>
      <td data-label={MonthlyReportTitles.image_progress}>
        <Input.TextArea
          aria-label={name(F.image_progress.title)}
          onKeyDown={keys('image')}
          className={bold('image') ?? ''}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={F.image_progress.maxLength}
          value={edit.image}
          disabled={off}
          onChange={(event) => onChange({ image: event.target.value })}
        />
      </td>
      <td data-label={t('progress.problemsAndPlan')}>
        <div>
          <Input
            aria-label={name(F.problems.title)}
            onKeyDown={keys('problems')}
            placeholder={F.problems.title}
            className={bold('problems') ?? ''}
            maxLength={F.problems.maxLength}
            value={edit.problems}
            disabled={off}
            onChange={(event) => onChange({ problems: event.target.value })}
          />
        </div>
        <div>
          <Input
            aria-label={name(F.next_month.title)}
            onKeyDown={keys('next')}
            placeholder={F.next_month.title}
            className={bold('next') ?? ''}
            maxLength={F.next_month.maxLength}
            value={edit.next}
            disabled={off}
            onChange={(event) => onChange({ next: event.target.value })}
          />
        </div>
      </td>
      <td data-label={MonthlyReportTitles.state}>
        <span>{MonthlyRowStateWords[row.state]}</span>
        {row.late ? <small className="overdue">{t('progress.late')}</small> : null}
        {row.missing ? <small className="overdue">{t('progress.missing')}</small> : null}
        {row.frozen ? <small>{t('progress.frozen')}</small> : null}
        {row.state === 'supplement' ? <small>{row.audit_opinion}</small> : null}
        {row.submitted_by ? (
          <small>
            {row.submitted_by.name} {shortDate(row.submitted_at?.slice(0, 10))}
          </small>
        ) : null}
        {touched && !failure ? <small role="status">{t('progress.unsent')}</small> : null}
        <Failure
          failure={failure}
          onConfirm={(confirm) => onChange({ confirm: [...edit.confirm, ...confirm] })}
          onDrop={onDrop}
        />
        <RowActs row={row} />
      </td>
    </tr>
  )
}

type FailureProps = {
  failure: unknown
  onConfirm: (confirm: Schemas['Confirmation'][]) => void
  onDrop: () => void
}

/** Why a row was not taken: figures that look wrong are asked about once; what somebody else changed is shown. */
function Failure({ failure, onConfirm, onDrop }: FailureProps) {
  const { t } = useTranslation()
  const sentence = useSentence()
  if (!failure) return null
  const problem = failure instanceof ApiError ? failure.problem : undefined
  const asked = problem?.code === 'report.suspicious' ? (problem.errors ?? []).map((one) => one.code) : []
  if (asked.length > 0) {
    const codes = asked as Schemas['Confirmation'][]
    return (
      <div role="alert" className="row-failure">
        {(problem?.errors ?? []).map((one) => (
          <p key={one.code}>{one.message.split('。')[0]}</p>
        ))}
        <Button size="small" onClick={() => onConfirm(codes)}>
          {ConfirmationWords[codes[0] as Schemas['Confirmation']].split('，').at(-1)}
        </Button>
      </div>
    )
  }
  const stale = failure instanceof ApiError && failure.status === 412
  return (
    <div role="alert" className="row-failure">
      <p>{stale ? t('progress.stale') : (problem?.errors?.[0]?.message ?? sentence(failure))}</p>
      {stale ? (
        <Button size="small" onClick={onDrop}>
          {t('conflict.allTheirs')}
        </Button>
      ) : null}
    </div>
  )
}
