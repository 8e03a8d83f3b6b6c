/** One row beside the table: what is wrong in words with the field to correct it, and a likely duplicate side by side. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { DecisionWords, ImportSeverityWords, ResultKindWords } from '@/api/labels'
import { onEnter } from '@/shared/keys'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Decision, type Issue, type Row, rowsOfStatus, type Session } from './api'
import { DuplicateBlock } from './duplicate'
import { RowStatus } from './row-status'
import { editable, gravest, headOf, type Mapped, sameTrouble, titleOf, UNIT_WORDS } from './rows'

type Props = {
  session: Session
  row: Row
  fields: readonly Mapped[]
  may: boolean
  trouble: unknown
  /** Are the columns that are not imported unfolded? So they stay from row to row. */
  unfolded: boolean
  onUnfold: (unfolded: boolean) => void
  onFix: (row: Row, field: string, text: string, alike?: readonly Row[]) => Promise<void>
  onDecide: (row: Row, decision: Decision | null, alike?: readonly Row[]) => Promise<void>
  linkTo: (what: { project: number }, text: string) => ReactNode
}

export function RowPanel({ session, row, fields, may, trouble, unfolded, onUnfold, onFix, onDecide, linkTo }: Props) {
  const { t } = useTranslation()
  const serious = row.issues.filter((issue) => issue.severity !== 'info')
  const told = row.issues.filter((issue) => issue.severity === 'info')
  const alike = useQuery({ ...rowsOfStatus(session.id, 'error'), enabled: serious.some((issue) => issue.severity === 'error') })
  return (
    <aside className="import-panel" aria-label={t('imports.row', { n: row.row })}>
      <h2>
        {t('imports.row', { n: row.row })}
        <RowStatus row={row} />
      </h2>
      <p className="import-row-name">{row.name || '—'}</p>
      {row.result_kind ? (
        <p>
          {ResultKindWords[row.result_kind]}
          {row.undo_refusal ? `：${row.undo_refusal}` : null}
        </p>
      ) : null}
      {trouble ? (
        <>
          <ProblemAlert error={trouble} />
          {trouble instanceof ApiError && trouble.status === 412 ? <p role="status">{t('imports.changedRow')}</p> : null}
        </>
      ) : null}
      {byField(serious).map((issues) => (
        <IssueBlock
          key={issues.map((issue) => `${issue.field} ${issue.code} ${issue.message}`).join()}
          issues={issues}
          row={row}
          field={fields.find((one) => one.field === issues[0]?.field)}
          may={may}
          alike={issues[0] ? sameTrouble(alike.data ?? [], row, issues[0]) : []}
          onFix={onFix}
        />
      ))}
      {row.duplicate ? (
        <DuplicateBlock session={session} row={row} fields={fields} may={may} onDecide={onDecide} linkTo={linkTo} />
      ) : null}
      {row.decision && may ? (
        <p className="import-decided">
          {t('imports.decision', { what: DecisionWords[row.decision] })}
          <Button size="small" onClick={() => void onDecide(row, null)}>
            {t('imports.takeBack')}
          </Button>
        </p>
      ) : null}
      {serious.length === 0 && !row.duplicate && !row.decision ? <p>{t('imports.fine')}</p> : null}
      {may && row.status === 'error' && !row.decision ? (
        <Button size="small" onClick={() => void onDecide(row, 'skip')}>
          {DecisionWords.skip}
        </Button>
      ) : null}
      {told.length > 0 ? (
        <details>
          <summary>{t('imports.notes', { n: told.length })}</summary>
          <ul className="import-notes">
            {told.map((issue) => (
              <li key={`${issue.code} ${issue.field} ${issue.message}`}>
                {issue.cell ? `${issue.cell} ` : ''}
                {issue.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {row.other_cells.length > 0 ? (
        <details open={unfolded} onToggle={(event) => onUnfold(event.currentTarget.open)}>
          <summary>{t('imports.otherCells', { n: row.other_cells.length })}</summary>
          <dl className="import-left-out">
            {row.other_cells.map((cell) => (
              <div key={cell.column}>
                <dt>
                  {cell.column} {headOf(cell.head)}
                </dt>
                <dd>{cell.text}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {may ? <p className="import-hint import-keys">{t('imports.editHint')}</p> : null}
    </aside>
  )
}

/** What is wrong with one cell stands together, with one field to correct it. */
function byField(issues: readonly Issue[]): Issue[][] {
  const fields = new Map<string, Issue[]>()
  for (const issue of issues) {
    const key = issue.field ?? issue.code
    fields.set(key, [...(fields.get(key) ?? []), issue])
  }
  return [...fields.values()]
}

type IssueProps = {
  issues: readonly Issue[]
  row: Row
  field: Mapped | undefined
  may: boolean
  alike: readonly Row[]
  onFix: Props['onFix']
}

function IssueBlock({ issues, row, field, may, alike, onFix }: IssueProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(field ? editable(field, row) : '')
  const [all, setAll] = useState(false)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (!field) return
    setBusy(true)
    await onFix(row, field.field, text, all ? alike : [])
    setBusy(false)
  }
  const label = field ? titleOf(field) : ''
  return (
    <section className={`import-issue ${gravest(issues)?.severity}`}>
      {issues.map((issue) => (
        <div key={issue.code + issue.message}>
          <p>
            <b>
              {ImportSeverityWords[issue.severity]} {issue.cell}
            </b>{' '}
            {issue.message}
          </p>
          <p className="how-to-fix">{issue.how_to_fix}</p>
        </div>
      ))}
      {field && may ? (
        <div className="import-fix">
          <Input
            aria-label={label}
            placeholder={label}
            value={text}
            {...(field.unit ? { suffix: UNIT_WORDS[field.unit] } : {})}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onEnter(() => void send())}
          />
          <Button type="primary" loading={busy} onClick={() => void send()}>
            {t('imports.save')}
          </Button>
        </div>
      ) : null}
      {field && may && alike.length > 0 ? (
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {t('imports.sameFix', { n: alike.length })}
        </Checkbox>
      ) : null}
    </section>
  )
}
