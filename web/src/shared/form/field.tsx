/** One field of a form as the contract describes it: its title, its limits, the control that fits. */
import QuestionCircleOutlined from '@ant-design/icons/es/icons/QuestionCircleOutlined'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import Switch from 'antd/es/switch'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unitOf } from '../units'
import { DateInput } from './date-input'
import { MoneyInput } from './money-input'
import { type FieldRule, type Fields, rulesOf } from './rule'

type Props<F extends Fields> = {
  of: F
  name: keyof F & string
  /** Where it stands when it is inside a list or a group; else its own name. */
  path?: (string | number)[]
  /** Another control, e.g. a picker for an `_id`. */
  children?: ReactElement
  required?: boolean
  label?: ReactNode
  /** Words to choose from when not all of the enumeration's may be chosen. */
  only?: readonly string[]
  disabled?: boolean
  className?: string
  autoFocus?: boolean
}

export function Field<F extends Fields>({
  of,
  name,
  path,
  children,
  required,
  label,
  only,
  disabled,
  className,
  autoFocus,
}: Props<F>) {
  const { t } = useTranslation()
  const field = of[name] as FieldRule
  const [fault, setFault] = useState<string>()
  const must = required ?? field.required === true
  const rules = rulesOf(field, must)
  if (field.kind === 'money') {
    rules.push({ validator: () => (fault ? Promise.reject(new Error(fault)) : Promise.resolve()) })
  }
  const shown = label ?? field.title
  const control =
    children ?? controlOf(field, { only, disabled, autoFocus, onFault: setFault, choose: t('form.choose'), unit: unitOf(name) })
  return (
    <Form.Item
      name={(path ?? name) as never}
      label={shown}
      rules={rules}
      required={must}
      {...hintOf(field.hint)}
      {...(className ? { className } : {})}
      {...(field.kind === 'flag' ? { valuePropName: 'checked' } : {})}
    >
      {control}
    </Form.Item>
  )
}

/**
 * More words about a field: on a phone below it; at a desk under the mark beside its title, and for those who walk with the keys
 * at the foot of the form (`hint-line.tsx`). They describe the control and are no part of its name.
 */
export const hintOf = (hint: string | null | undefined) =>
  hint
    ? {
        tooltip: { title: hint, icon: <QuestionCircleOutlined aria-hidden="true" /> },
        extra: <span className="field-hint">{hint}</span>,
      }
    : {}

type Ways = {
  only: readonly string[] | undefined
  disabled: boolean | undefined
  autoFocus: boolean | undefined
  onFault: (fault: string | undefined) => void
  choose: string
  unit: string
}

function controlOf(field: FieldRule, { only, disabled, autoFocus, onFault, choose, unit }: Ways): ReactElement {
  const off = { ...(disabled ? { disabled } : {}), ...(autoFocus ? { autoFocus } : {}) }
  const options = Object.entries(field.words ?? {})
    .filter(([code]) => !only || only.includes(code))
    .map(([value, label]) => ({ value, label }))
  switch (field.kind) {
    case 'money':
      return <MoneyInput {...off} onFault={onFault} />
    case 'date':
      return <DateInput {...off} />
    case 'flag':
      return <Switch {...off} />
    case 'choice':
      return (
        <Select
          {...off}
          options={options}
          optionFilterProp="label"
          showSearch
          placeholder={choose}
          allowClear={!field.required}
        />
      )
    case 'choices':
      return <Select {...off} mode="multiple" options={options} optionFilterProp="label" placeholder={choose} />
    case 'list':
      return <Select {...off} mode="tags" tokenSeparators={['，', ',', '、', ' ']} open={false} />
    case 'integer':
    case 'number':
    case 'id':
      return (
        <InputNumber
          {...off}
          className="number-input"
          {...(field.kind === 'number' ? {} : { precision: 0 })}
          {...(field.minimum !== undefined ? { min: field.minimum } : {})}
          {...(field.maximum !== undefined ? { max: field.maximum } : {})}
          suffix={unit || undefined}
        />
      )
    case 'long':
      return <Input.TextArea {...off} autoSize={{ minRows: 2, maxRows: 8 }} />
    default:
      return <Input {...off} />
  }
}
