/** Columns of the rows as the clerk's table has them; a cell says its trouble, and becomes a field where it is edited. */
import Input from 'antd/es/input'
import { useState } from 'react'
import { ImportCountsTitles, ImportRowTitles, ResultKindWords } from '@/api/labels'
import type { Column } from '@/shared/grid/columns'
import { isComposing } from '@/shared/keys'
import { scaled } from '@/shared/list/list-page'
import type { Row } from './api'
import { RowStatus } from './row-status'
import { editable, gravest, issuesAt, type Mapped, reasonOf, shownIn, titleOf, UNIT_WORDS } from './rows'

type Ways = {
  fields: readonly Mapped[]
  editing: { row: number; field: string } | null
  onSave: (row: Row, field: string, text: string) => void
  onCancel: () => void
  scale: number
  words: { row: string; reason: string; same: string }
}

const LONG = new Set(['name', 'content', 'enterprise_name', 'progress_note', 'remark', 'main_business'])

export function rowColumns({ fields, editing, onSave, onCancel, scale, words }: Ways): Column<Row>[] {
  const columns: Column<Row>[] = [
    { key: 'row', title: words.row, width: 56, numeric: true, pinned: true, text: (row) => String(row.row) },
    {
      key: 'status',
      title: ImportRowTitles.status,
      width: 88,
      pinned: true,
      text: (row) =>
        row.result_kind ? ResultKindWords[row.result_kind] : row.as_in_library ? words.same : ImportCountsTitles[row.status],
      render: (row) => <RowStatus row={row} />,
    },
    {
      key: 'reason',
      title: words.reason,
      width: 264,
      text: (row) => reasonOf(row) || '—',
    },
    ...fields
      .filter((field) => field.field !== 'serial_no')
      .map((field): Column<Row> => {
        const text = (row: Row) => {
          const worst = gravest(issuesAt(row, field.field).filter((issue) => issue.severity !== 'info'))
          const shown = shownIn(field, row.values as Record<string, unknown>)
          return worst ? `${shown} ${worst.message}`.trim() : shown
        }
        return {
          key: field.column,
          title: titleOf(field),
          ...(field.unit ? { unit: UNIT_WORDS[field.unit] ?? field.unit } : {}),
          width: LONG.has(field.field) ? 240 : 144,
          ...(field.unit ? { numeric: true } : {}),
          pinned: field.field === 'name' || field.field === 'enterprise_name',
          text,
          copied: (row) => shownIn(field, row.values as Record<string, unknown>, false),
          render: (row) =>
            editing?.row === row.row && editing.field === field.field ? (
              <CellInput
                label={titleOf(field)}
                text={editable(field, row)}
                onSave={(next) => onSave(row, field.field, next)}
                onCancel={onCancel}
              />
            ) : (
              <CellText row={row} field={field} />
            ),
        }
      }),
  ]
  // what is frozen stands first; the order of the others is the clerk's
  return scaled([...columns.filter((c) => c.pinned), ...columns.filter((c) => !c.pinned)], scale)
}

function CellText({ row, field }: { row: Row; field: Mapped }) {
  const shown = shownIn(field, row.values as Record<string, unknown>)
  const worst = gravest(issuesAt(row, field.field).filter((issue) => issue.severity !== 'info'))
  const fixed = field.field in row.fixes
  if (!worst) return <span className={fixed ? 'import-cell fixed' : 'import-cell'}>{shown}</span>
  return (
    <span className={`import-cell ${worst.severity}`}>
      {shown ? `${shown} ` : ''}
      {worst.message}
    </span>
  )
}

function CellInput({
  label,
  text,
  onSave,
  onCancel,
}: {
  label: string
  text: string
  onSave: (text: string) => void
  onCancel: () => void
}) {
  const [value, setValue] = useState(text)
  return (
    <Input
      size="small"
      autoFocus
      aria-label={label}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (isComposing(event)) return
        if (event.key !== 'F8') event.stopPropagation()
        if (event.key === 'Enter') onSave(value)
        else if (event.key === 'Escape') onCancel()
      }}
    />
  )
}
