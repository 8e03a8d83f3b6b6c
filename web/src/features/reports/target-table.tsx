/** Targets unit by unit: a table with its sums, or on a phone the facts of one unit. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { headline } from '@/shared/money'
import type { ProgressRow, ProgressTable, Target } from './api'
import { gapOf } from './pace'
import { bare, percent, Shown, signed } from './shown'

export type Line = { key: number | string; unit: string; row: ProgressRow | undefined; target: Target | undefined }

const targetOf = (line: Line): number | null | undefined => (line.row ? line.row.target : line.target?.target)

export function Facts({ line, money }: { line: Line; money: boolean }) {
  const { t } = useTranslation()
  return (
    <dl className="pairs">
      <div>
        <dt>{t('reports.targets.target')}</dt>
        <dd>{money ? headline(targetOf(line)) : bare(targetOf(line), false)}</dd>
      </div>
      {line.row ? (
        <>
          <div>
            <dt>{t('reports.targets.done')}</dt>
            <dd>
              <Shown figure={line.row.done} />
            </dd>
          </div>
          <div>
            <dt>{t('reports.targets.gap')}</dt>
            <dd>{gapOf(line.row)}</dd>
          </div>
        </>
      ) : null}
    </dl>
  )
}

type LinesProps = {
  lines: readonly Line[]
  table: ProgressTable | undefined
  money: boolean
  edit: (line: Line) => ReactNode
}

/** Columns of the table that count what the indicator counts. */
const IN_UNIT: ReadonlySet<string> = new Set(['target', 'done', 'lastYear'])

export function Lines({ lines, table, money, edit }: LinesProps) {
  const { t } = useTranslation()
  const editable = lines.some((line) => edit(line) !== null)
  const heads = ['target', 'done', 'completion', 'gap', 'lastYear'] as const
  // some have no target: what the others did is what the target is compared with
  const partly = table?.total.done_of_target != null && table.total.done_of_target.value !== table.total.done.value
  const cells = (row: ProgressRow) => (
    <>
      <td className="num">
        <Shown figure={row.done} tabular />
      </td>
      <td className="num" title={row.formula}>
        {percent(row.completion_percent)}
      </td>
      <td className="num">{gapOf(row)}</td>
      <td className="num">
        <Shown figure={row.last_year} tabular />
      </td>
      <td className="num" title={row.unknown_because.join(t('form.comma'))}>
        {row.growth_percent == null ? '—' : `${signed(row.growth_percent)}%`}
      </td>
    </>
  )
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('reports.unit')}</th>
            {(table ? heads : heads.slice(0, 1)).map((name) => (
              <th key={name} scope="col" className="num">
                {money && IN_UNIT.has(name)
                  ? t('reports.withUnit', { title: t(`reports.targets.${name}`), unit: t('money.unit') })
                  : t(`reports.targets.${name}`)}
              </th>
            ))}
            {table ? (
              <th scope="col" className="num">
                {t('reports.growth')}
              </th>
            ) : null}
            <th scope="col">{t('reports.targets.basis')}</th>
            {editable ? <th scope="col">{t('reports.targets.act')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.unit}</th>
              <td className="num">{bare(targetOf(line), money)}</td>
              {line.row ? cells(line.row) : null}
              <td>{line.target?.basis ?? '—'}</td>
              {editable ? <td>{edit(line)}</td> : null}
            </tr>
          ))}
          {table ? (
            <tr className="total">
              <th scope="row">{table.total.unit_name}</th>
              <td className="num">{bare(table.total.target, money)}</td>
              {cells(table.total)}
              <td>
                {partly && table.total.done_of_target ? (
                  <>
                    {t('reports.targets.ofTarget')} <Shown figure={table.total.done_of_target} tabular />
                  </>
                ) : null}
                {table.total.unknown_because.join(t('form.comma'))}
              </td>
              {editable ? <td /> : null}
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}
