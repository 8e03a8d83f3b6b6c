/** The clerk's table as it is: letters, printed header, under it what each column is read as, and the first rows. */
import Select from 'antd/es/select'
import { useTranslation } from 'react-i18next'
import {
  ImportColumnSourceWords,
  ImportFieldWords,
  ImportLandUnitWords,
  ImportMoneyUnitWords,
  ImportRowKindWords,
  ImportUnitSourceWords,
} from '@/api/labels'
import { matches } from '@/shared/pinyin'
import type { ColumnView, RecognitionInput, Row, Session } from './api'
import { doubtOf, headOf, headRows, joinedTo, leftOutText, shownIn } from './rows'

type Given = NonNullable<RecognitionInput['columns']>[number]
type Props = {
  session: Session
  rows: readonly Row[]
  /** What people said of columns, kept or not yet sent. */
  given: ReadonlyMap<string, Given>
  onColumn: (given: Given) => void
  editing: boolean
}

const FIELDS = Object.entries(ImportFieldWords).map(([value, label]) => ({ value, label }))
const MONEY: { value: string; label: string }[] = Object.entries(ImportMoneyUnitWords).map(([value, label]) => ({ value, label }))
const LAND: { value: string; label: string }[] = Object.entries(ImportLandUnitWords).map(([value, label]) => ({ value, label }))

const SAMPLES = 3

export function ColumnTable(props: Props) {
  const { t } = useTranslation()
  const { session, rows } = props
  const columns = session.recognition?.columns ?? []
  const head = headRows(columns)
  const first = session.recognition?.header.first ?? 1
  const last = rows.at(-1)?.row ?? 0
  const lines = [
    ...rows.map((row) => ({ at: row.row, row, other: undefined })),
    ...session.other_rows
      .filter((other) => other.row <= last && other.row > (session.recognition?.header.last ?? 0))
      .map((other) => ({ at: other.row, row: undefined, other })),
  ].sort((a, b) => a.at - b.at)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
    <section className="import-sheet-box" aria-label={t('imports.asItIs')} tabIndex={0}>
      <table className="import-table">
        <caption className="visually-hidden">{t('imports.asItIs')}</caption>
        <thead>
          <tr className="letters">
            <th scope="col">
              <span className="visually-hidden">{t('imports.rowNo')}</span>
            </th>
            {columns.map((column) => (
              <th key={column.column} scope="col">
                {column.column}
              </th>
            ))}
          </tr>
          {head.map((cells, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header row is known by its place only
            <tr key={level}>
              <th className="row-no" scope="row">
                {first + level}
              </th>
              {cells.map((cell) => (
                <th key={cell.from} scope={cell.span > 1 ? 'colgroup' : 'col'} colSpan={cell.span} rowSpan={cell.rows}>
                  {cell.text}
                </th>
              ))}
            </tr>
          ))}
          <tr className="meanings">
            <th scope="row">{t('imports.readAs')}</th>
            {columns.map((column) => (
              <td key={column.column} className={doubtOf(column) ? 'doubt' : column.field ? '' : 'left-out'}>
                <Meaning {...props} column={column} />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ at, row, other }) => (
            <tr key={at} className={other ? 'other' : ''}>
              <th className="row-no" scope="row">
                {at}
              </th>
              {row
                ? columns.map((column) => {
                    const first = joinedTo(columns, column)
                    const text = first
                      ? t('imports.joined', { column: first })
                      : column.field
                        ? shownIn(column, row.values as Record<string, unknown>)
                        : leftOutText(column, row)
                    const kind = first ? 'joined' : column.unit ? 'num' : column.field ? '' : 'left-out'
                    return (
                      <td key={column.column} className={kind} title={text}>
                        {text}
                      </td>
                    )
                  })
                : null}
              {other ? (
                <td colSpan={columns.length}>
                  {other.text === ImportRowKindWords[other.kind] ? null : <em>{ImportRowKindWords[other.kind]}</em>}
                  {other.text}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The same on a phone: one card a column. */
export function ColumnCards(props: Props) {
  return (
    <ul className="import-columns">
      {(props.session.recognition?.columns ?? []).map((column) => (
        <li key={column.column} className={doubtOf(column) ? 'doubt' : ''}>
          <strong>
            {column.column} {headOf(column.path)}
          </strong>
          <Meaning {...props} column={column} />
          {column.field ? null : <Samples column={column} rows={props.rows} />}
        </li>
      ))}
    </ul>
  )
}

/** What a column that is not imported has in the first rows, so that one can judge it. */
function Samples({ column, rows }: { column: ColumnView; rows: readonly Row[] }) {
  const { t } = useTranslation()
  const texts = [...new Set(rows.map((row) => leftOutText(column, row)).filter(Boolean))].slice(0, SAMPLES)
  return texts.length > 0 ? <small>{t('imports.samples', { texts: texts.join('；') })}</small> : null
}

function Meaning({ column, given, onColumn, editing }: Props & { column: ColumnView }) {
  const { t } = useTranslation()
  const said = given.get(column.column)
  const field = said ? (said.field ?? null) : (column.field ?? null)
  const unit = said?.unit ?? (said && said.field !== column.field ? null : (column.unit ?? null))
  const doubt = doubtOf(column)
  const money = field !== null && (field.endsWith('_yuan') || field.endsWith('_usd'))
  const units = money ? MONEY : field?.endsWith('_mu') ? LAND : null
  return (
    <>
      <Select
        aria-label={t('imports.fieldOf', { column: column.column })}
        className="import-field"
        disabled={!editing}
        showSearch
        filterOption={(typed, option) => matches(String(option?.label ?? ''), typed)}
        popupMatchSelectWidth={260}
        value={field ?? ''}
        options={[{ value: '', label: t('imports.leftOut') }, ...FIELDS]}
        onChange={(code: string) => onColumn({ column: column.column, field: (code || null) as never })}
      />
      {units ? (
        <Select
          aria-label={t('imports.unitOf', { column: column.column })}
          className="import-field"
          disabled={!editing}
          popupMatchSelectWidth={120}
          placeholder={t('imports.unit')}
          value={unit}
          options={units}
          onChange={(code: string) => onColumn({ column: column.column, field, unit: code as never })}
        />
      ) : null}
      <small>
        {doubt ? (
          <b>{t(`imports.doubt.${doubt}`)}</b>
        ) : said ? (
          ImportColumnSourceWords.person
        ) : (
          ImportColumnSourceWords[column.source]
        )}
        {units && column.unit_source ? t('imports.unitFrom', { from: ImportUnitSourceWords[column.unit_source] }) : null}
      </small>
    </>
  )
}
