/** Fields of a body or an answer as a table; what is inside a field opens under it. */
import Button from 'antd/es/button'
import { useState } from 'react'
import { type Contract, type Row, rowsOf, type Schema } from './contract'
import { Inline } from './prose'
import { useWords } from './words'

type Props = { contract: Contract; schema: Schema; caption: string }

export function FieldTable({ contract, schema, caption }: Props) {
  return <RowTable contract={contract} rows={rowsOf(contract, schema)} caption={caption} />
}

export function RowTable({ contract, rows, caption }: { contract: Contract; rows: readonly Row[]; caption: string }) {
  const { t } = useWords()
  if (rows.length === 0) return null
  return (
    <div className="table-scroll">
      <table className="plain-table field-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('docs.op.name')}</th>
            <th scope="col">{t('docs.op.type')}</th>
            <th scope="col">{t('docs.op.limits')}</th>
            <th scope="col">{t('docs.op.about')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <One key={row.name} contract={contract} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function One({ contract, row }: { contract: Contract; row: Row }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <tr>
        <th scope="row">
          <code>{row.name}</code>
          {row.place ? <small>{row.place}</small> : null}
          {row.required ? <em>{t('docs.op.required')}</em> : null}
        </th>
        <td>
          {row.inside ? (
            <Button
              type="link"
              size="small"
              aria-expanded={open}
              aria-label={t('docs.op.inside', { name: row.name })}
              onClick={() => setOpen(!open)}
            >
              {row.type}
            </Button>
          ) : (
            row.type
          )}
        </td>
        <td className="limits">{row.limits}</td>
        <td lang="zh-CN">
          <Inline text={row.description} />
        </td>
      </tr>
      {open && row.inside ? (
        <tr>
          <td colSpan={4} className="inside">
            <FieldTable contract={contract} schema={row.inside} caption={row.name} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
