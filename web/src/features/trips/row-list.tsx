/** A list of rows in a form: each with its remove button (and its place in the order), at the end what adds one. */
import ArrowDownOutlined from '@ant-design/icons/es/icons/ArrowDownOutlined'
import ArrowUpOutlined from '@ant-design/icons/es/icons/ArrowUpOutlined'
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './plan.css'
import './trips.css'

type Props<Row> = {
  name: string
  title: string
  /** The row; the last one added takes the focus. */
  children: (at: { index: number; focus: boolean }) => ReactNode
  adder: (add: (row: Row) => void) => ReactNode
  ordered?: boolean
  /** Rows whose name is long. */
  wide?: boolean
  /** Said when the list is empty and must not be. */
  needed?: string
}

export function RowList<Row>({ name, title, children, adder, ordered, wide, needed }: Props<Row>) {
  const { t } = useTranslation()
  const [added, setAdded] = useState<number>()
  const rules = needed
    ? [{ validator: (_: unknown, rows?: unknown[]) => (rows?.length ? Promise.resolve() : Promise.reject(new Error(needed))) }]
    : []
  return (
    <Form.List name={name} rules={rules}>
      {(rows, { add, remove, move }, { errors }) => (
        <fieldset className={wide ? 'row-list wide-rows' : 'row-list'}>
          <legend className="row-list-title">{title}</legend>
          <ol>
            {rows.map((row, index) => (
              <li key={row.key}>
                <div className="row-list-fields">{children({ index: row.name, focus: added === row.key })}</div>
                {ordered ? (
                  <>
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined />}
                      aria-label={t('trips.up', { n: index + 1 })}
                      disabled={index === 0}
                      onClick={() => move(index, index - 1)}
                    />
                    <Button
                      type="text"
                      icon={<ArrowDownOutlined />}
                      aria-label={t('trips.down', { n: index + 1 })}
                      disabled={index === rows.length - 1}
                      onClick={() => move(index, index + 1)}
                    />
                  </>
                ) : null}
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('trips.removeRow', { title, n: index + 1 })}
                  onClick={() => remove(row.name)}
                />
              </li>
            ))}
          </ol>
          {adder((row) => {
            setAdded(Math.max(-1, ...rows.map((one) => one.key)) + 1)
            add(row)
          })}
          <Form.ErrorList errors={errors} />
        </fieldset>
      )}
    </Form.List>
  )
}
