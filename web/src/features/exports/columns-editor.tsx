/** The columns of a format in their order: moved by buttons or dragged, each with its title, upper headers, unit and total. */
import ArrowDownOutlined from '@ant-design/icons/es/icons/ArrowDownOutlined'
import ArrowUpOutlined from '@ant-design/icons/es/icons/ArrowUpOutlined'
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import HolderOutlined from '@ant-design/icons/es/icons/HolderOutlined'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportColumnInputFields } from '@/api/fields'
import { matches } from '@/shared/pinyin'
import type { ColumnInput, ColumnView } from './api'
import { canTotal, groupsOf, groupsText, hasPrecision, hasUnit, moved } from './columns'

type Props = {
  id?: string
  value?: ColumnInput[]
  onChange?: (columns: ColumnInput[]) => void
  /** What the list has. */
  of: readonly ColumnView[]
  disabled?: boolean
}

const F = ExportColumnInputFields
const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const UNITS = choices(F.unit.words)
const PRECISIONS = choices(F.date_precision.words)

export function ColumnsEditor({ id, value = [], onChange, of, disabled = false }: Props) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const known = new Map(of.map((column) => [column.field, column]))
  const used = new Set(value.map((column) => column.field))
  const put = (at: number, more: Partial<ColumnInput>) =>
    onChange?.(value.map((column, i) => (i === at ? { ...column, ...more } : column)))
  const move = (from: number, to: number) => {
    onChange?.(moved(value, from, to))
    setSaid(t('exports.movedTo', { n: to + 1 }))
  }
  const nameOf = (column: ColumnInput) =>
    column.title || known.get(column.field ?? '')?.title || (column.field ? column.field : t('exports.emptyColumn'))
  return (
    <div className="columns-editor" id={id}>
      {disabled ? null : (
        <div className="columns-add">
          <Select<string | null>
            aria-label={t('exports.add')}
            placeholder={t('exports.add')}
            className="columns-pick"
            showSearch
            value={null}
            filterOption={(typed, option) => matches(String(option?.label ?? ''), typed)}
            options={of
              .filter((column) => !used.has(column.field))
              .map((column) => ({ value: column.field, label: column.title }))}
            notFoundContent={t('form.nothingFound')}
            onChange={(field) => field && onChange?.([...value, { field }])}
          />
          <Button onClick={() => onChange?.([...value, { title: '', note: '' }])}>{t('exports.addEmpty')}</Button>
          <span className="columns-count">{t('exports.columns', { n: value.length })}</span>
        </div>
      )}
      <div className="columns-scroll">
        <table className="columns-table">
          <caption className="visually-hidden">{t('exports.columnsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('exports.order')}</th>
              <th scope="col">{F.field.title}</th>
              <th scope="col">{F.title.title}</th>
              <th scope="col">{t('exports.groups')}</th>
              <th scope="col">{t('exports.unitOrPrecision')}</th>
              <th scope="col">{t('exports.total')}</th>
              <th scope="col">{F.width.title}</th>
              {disabled ? null : <th scope="col">{t('exports.drop')}</th>}
            </tr>
          </thead>
          <tbody>
            {value.map((column, i) => {
              const field = known.get(column.field ?? '')
              const name = nameOf(column)
              const label = (what: string) => t('exports.cell', { name, what })
              return (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: a field may stand twice and an empty column has no name: the place is the key
                  key={i}
                  className={dragged === i ? 'dragged' : ''}
                  draggable={dragged === i}
                  onDragStart={(event) => event.dataTransfer.setData('text/plain', name)}
                  onDragOver={(event) => event.preventDefault()}
                  onDrop={(event) => {
                    event.preventDefault()
                    if (dragged !== null) move(dragged, i)
                    setDragged(null)
                  }}
                  onDragEnd={() => setDragged(null)}
                >
                  <td className="columns-order" data-label={t('exports.order')}>
                    {disabled ? (
                      i + 1
                    ) : (
                      <>
                        <span
                          className="columns-handle"
                          aria-hidden="true"
                          onPointerDown={() => setDragged(i)}
                          onPointerUp={() => setDragged(null)}
                        >
                          <HolderOutlined />
                        </span>
                        <Button
                          size="small"
                          type="text"
                          icon={<ArrowUpOutlined aria-hidden="true" />}
                          aria-label={label(t('exports.up'))}
                          disabled={i === 0}
                          onClick={() => move(i, i - 1)}
                        />
                        <Button
                          size="small"
                          type="text"
                          icon={<ArrowDownOutlined aria-hidden="true" />}
                          aria-label={label(t('exports.down'))}
                          disabled={i === value.length - 1}
                          onClick={() => move(i, i + 1)}
                        />
                      </>
                    )}
                  </td>
                  <td className="columns-field" data-label={F.field.title}>
                    {field?.title ?? column.field ?? t('exports.emptyColumn')}
                  </td>
                  <td data-label={F.title.title}>
                    <Input
                      size="small"
                      disabled={disabled}
                      aria-label={label(F.title.title)}
                      maxLength={F.title.maxLength}
                      status={!column.field && !column.title?.trim() ? 'error' : ''}
                      placeholder={field?.title ?? t('exports.needsTitle')}
                      value={column.title ?? ''}
                      onChange={(event) => put(i, { title: event.target.value || null })}
                    />
                  </td>
                  <td data-label={t('exports.groups')}>
                    <GroupsInput
                      label={label(F.groups.title)}
                      disabled={disabled}
                      groups={column.groups}
                      onGroups={(groups) => put(i, { groups })}
                    />
                  </td>
                  <td data-label={t('exports.unitOrPrecision')}>
                    {hasUnit(field) ? (
                      <Select
                        size="small"
                        disabled={disabled}
                        aria-label={label(F.unit.title)}
                        className="columns-choice"
                        value={column.unit ?? 'wan'}
                        options={UNITS}
                        onChange={(unit) => put(i, { unit: unit as NonNullable<ColumnInput['unit']> })}
                      />
                    ) : hasPrecision(field) ? (
                      <Select
                        size="small"
                        disabled={disabled}
                        aria-label={label(F.date_precision.title)}
                        className="columns-choice"
                        value={column.date_precision ?? 'day'}
                        options={PRECISIONS}
                        onChange={(precision) =>
                          put(i, { date_precision: precision as NonNullable<ColumnInput['date_precision']> })
                        }
                      />
                    ) : column.field ? null : (
                      <Input
                        size="small"
                        disabled={disabled}
                        aria-label={label(F.note.title)}
                        placeholder={t('exports.why')}
                        maxLength={F.note.maxLength}
                        value={column.note ?? ''}
                        onChange={(event) => put(i, { note: event.target.value || null })}
                      />
                    )}
                  </td>
                  <td className="columns-total" data-label={t('exports.total')}>
                    {canTotal(field) ? (
                      <Checkbox
                        disabled={disabled}
                        aria-label={label(F.total.title)}
                        checked={column.total === true}
                        onChange={(event) => put(i, { total: event.target.checked ? true : null })}
                      />
                    ) : null}
                  </td>
                  <td data-label={F.width.title}>
                    <InputNumber
                      size="small"
                      disabled={disabled}
                      aria-label={label(F.width.title)}
                      className="columns-width"
                      min={F.width.minimum}
                      max={F.width.maximum}
                      placeholder={t('exports.auto')}
                      value={column.width ?? null}
                      onChange={(width) => put(i, { width })}
                    />
                  </td>
                  {disabled ? null : (
                    <td className="columns-total" data-label={t('exports.drop')}>
                      <Button
                        size="small"
                        type="text"
                        icon={<DeleteOutlined aria-hidden="true" />}
                        aria-label={label(t('exports.drop'))}
                        onClick={() => onChange?.(value.filter((_, other) => other !== i))}
                      />
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  )
}

type GroupsProps = {
  label: string
  disabled: boolean
  groups: string[] | null | undefined
  onGroups: (groups: string[] | null) => void
}

/** A path typed with slashes; a slash at the end stays while one types on. */
function GroupsInput({ label, disabled, groups, onGroups }: GroupsProps) {
  const [text, setText] = useState<string | null>(null)
  return (
    <Input
      size="small"
      disabled={disabled}
      aria-label={label}
      value={text ?? groupsText(groups)}
      onChange={(event) => {
        setText(event.target.value)
        onGroups(groupsOf(event.target.value))
      }}
      onBlur={() => setText(null)}
    />
  )
}
