/** A row and what it may be a copy of, side by side, with the decisions that fit (keys 1, 2, 3). */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Decision, type Row, rowQuery, rowsOfStatus, type Session } from './api'
import { choicesOf, type Mapped, sameDoubt, shownIn, titleOf, UNIT_WORDS } from './rows'

type Props = {
  session: Session
  row: Row
  fields: readonly Mapped[]
  may: boolean
  onDecide: (row: Row, decision: Decision | null, alike?: readonly Row[]) => Promise<void>
  linkTo: (what: { project: number }, text: string) => ReactNode
}

export function DuplicateBlock({ session, row, fields, may, onDecide, linkTo }: Props) {
  const { t } = useTranslation()
  const twin = row.duplicate
  const inFile = twin?.row ?? null
  const other = useQuery({ ...rowQuery(session.id, inFile ?? 0), enabled: inFile !== null })
  const doubts = useQuery({ ...rowsOfStatus(session.id, 'suspected_duplicate'), enabled: may })
  const [all, setAll] = useState(false)
  const [busy, setBusy] = useState<Decision | null>(null)
  if (!twin) return null
  const alike = row.status === 'suspected_duplicate' ? sameDoubt(doubts.data ?? [], row) : []
  const choices = choicesOf(row)
  const decide = async (decision: Decision) => {
    setBusy(decision)
    await onDecide(row, decision, all ? alike : [])
    setBusy(null)
  }
  const word = (decision: Decision): string => {
    if (decision === 'skip') return t(choices.length === 3 ? 'imports.sameKeep' : 'imports.sameSkip')
    return t(decision === 'accept_as_new' ? 'imports.different' : 'imports.sameUpdate')
  }
  const values = row.values as Record<string, unknown>
  const lines = inFile
    ? fields
        .map((field) => ({
          label: titleOf(field) + (field.unit ? `（${UNIT_WORDS[field.unit]}）` : ''),
          theirs: shownIn(field, (other.data?.values ?? {}) as Record<string, unknown>),
          mine: shownIn(field, values),
        }))
        .filter((line) => line.theirs || line.mine)
    : [...twin.differences, ...twin.alike].map((one) => ({ label: one.label, theirs: one.library, mine: one.file }))
  const named = session.target === 'projects' && twin.library_id != null && twin.library_name
  return (
    <section className="import-twin">
      <p>{twin.message}</p>
      {other.error ? <ProblemAlert error={other.error} onRetry={() => void other.refetch()} /> : null}
      {named && twin.library_id != null && twin.library_name ? (
        <p>{linkTo({ project: twin.library_id }, twin.library_name)}</p>
      ) : null}
      {lines.length > 0 ? (
        <table className="plain-table import-sides">
          <caption className="visually-hidden">{t('imports.sides')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('imports.field')}</th>
              <th scope="col">{inFile ? t('imports.row', { n: inFile }) : t('imports.inLibrary')}</th>
              <th scope="col">{t('imports.row', { n: row.row })}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.label} className={line.theirs === line.mine ? '' : 'differs'}>
                <th scope="row">{line.label}</th>
                <td>{line.theirs || '—'}</td>
                <td>{line.mine || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {may ? (
        <div className="import-decide">
          {alike.length > 0 ? (
            <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
              {t('imports.sameDecision', { n: alike.length })}
            </Checkbox>
          ) : null}
          <div className="import-choices">
            {choices.map((decision, i) => (
              <Button
                key={decision}
                type={row.decision === decision ? 'primary' : 'default'}
                loading={busy === decision}
                title={String(i + 1)}
                onClick={() => void decide(decision)}
              >
                {word(decision)}
                <kbd>{i + 1}</kbd>
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </section>
  )
}
