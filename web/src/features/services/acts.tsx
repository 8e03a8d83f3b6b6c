/** What may be done in a state, as buttons, each with the form that the contract describes. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type ReactElement, type ReactNode, useState } from 'react'
import { DraftMark } from '@/shared/form/draft-mark'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Fields } from '@/shared/form/rule'
import { PersonPicker, UnitPicker } from '@/shared/pick/pickers'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import { type Sending, written } from './api'
import './services.css'

export type Act = {
  key: string
  label: string
  /** Fields of the form, in order. */
  fields: Fields
  names: readonly string[]
  initial?: object
  /** Words of a choice that may be chosen now. */
  only?: Readonly<Record<string, readonly string[]>>
  text?: string
  first?: boolean
  danger?: boolean
  send: (values: never, sending: Sending) => Promise<unknown>
}

type Props = {
  acts: readonly Act[]
  /** Whose acts, e.g. `ticket-12`: under it and the act a form that was begun is kept. */
  of: string
  etag: string
  small?: boolean
  done: string
  /** Another button before them. */
  before?: ReactNode
}

export function Acts({ acts, of, etag, small = false, done, before }: Props) {
  const queries = useQueryClient()
  const [open, setOpen] = useState<Act | null>(null)
  if (acts.length === 0 && !before) return null
  return (
    <div className="service-acts no-print">
      {before}
      {acts.map((act) => (
        <Button
          key={act.key}
          size={small ? 'small' : 'medium'}
          {...(act.first ? { type: 'primary' as const } : {})}
          onClick={() => setOpen(act)}
        >
          {act.label}
          <DraftMark name={`${of}-${act.key}`} />
        </Button>
      ))}
      {open ? (
        <FormDialog<Record<string, unknown>>
          title={open.label}
          fields={open.fields}
          initial={(open.initial ?? {}) as Record<string, unknown>}
          etag={etag}
          draft={`${of}-${open.key}`}
          submit={open.label}
          danger={open.danger === true}
          onSend={(values, sending) => open.send(filled(values) as never, sending)}
          onDone={() => {
            say(done)
            void written(queries)
          }}
          onClose={() => setOpen(null)}
        >
          {open.text ? <p className="note">{open.text}</p> : null}
          {open.names.map((name, i) => {
            const control = controlOf(name)
            return (
              <Field
                key={name}
                of={open.fields}
                name={name}
                autoFocus={i === 0}
                {...(open.only?.[name] ? { only: open.only[name] } : {})}
                {...(control ? { children: control } : {})}
              />
            )
          })}
        </FormDialog>
      ) : null}
    </div>
  )
}

/** Pickers for what the contract knows as a number only. */
function controlOf(name: string): ReactElement | undefined {
  if (name === 'unit_id') return <UnitPicker />
  if (name === 'handler_id') return <PersonPicker />
  if (name === 'file_ids') return <FilesField />
  if (name === 'text' || name === 'reason' || name === 'opinion') return <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
  return undefined
}

/** What was left empty is not sent. */
export function filled(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''))
}
