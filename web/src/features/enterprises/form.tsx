/** Registering or changing an enterprise: five fields first, the rest in sections, likely duplicates at the side. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Checkbox from 'antd/es/checkbox'
import Form from 'antd/es/form'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EnterpriseInputFields as F } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { type Sending, WriteForm } from '@/shared/form/write-form'
import { useNarrow } from '@/shared/narrow'
import { DivisionPicker, IndustryPicker, UnitPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { type Candidate, createEnterprise, type EnterpriseView, putEnterprise, written } from './api'
import { Duplicates } from './duplicates'
import { divisionQuery, industryQuery, useUnitNames } from './names'
import { asking, comparedFields, inputOf, suspectedIn, type Values, valuesOf } from './values'
import './enterprises.css'

type Props = {
  /** What is changed, with its tag; absent for a new one. */
  opened?: { view: EnterpriseView; etag: string }
  onSaved: (id: number) => void
  onCancel: () => void
}

export function EnterpriseForm({ opened, onSaved, onCancel }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const units = useUnitNames()
  const narrow = useNarrow()
  const [form] = Form.useForm<Values>()
  const [initial] = useState(() => valuesOf(opened?.view ?? {}))
  const [told, setTold] = useState<Candidate[] | null>(null)
  const saved = useRef<EnterpriseView>(undefined)
  const division = useQuery(divisionQuery(initial.division_code)).data
  const industry = useQuery(industryQuery(initial.industry_code)).data
  const self = opened?.view.id

  useEffect(() => {
    if (told) form.scrollToField('confirmed_different', { focus: true })
  }, [told, form])

  const send = async (values: Values, sending: Sending) => {
    try {
      const input = inputOf(values)
      const answer = await (self === undefined ? createEnterprise(input, sending) : putEnterprise(self, input, sending))
      saved.current = answer.data
    } catch (error) {
      const candidates = suspectedIn(error)
      if (!candidates) throw error
      setTold(candidates)
      throw asking(error, t('enterprises.mustConfirm'))
    }
  }
  const done = () => {
    if (!saved.current) return
    void written(queries)
    say(self === undefined ? t('enterprises.created', { name: saved.current.name }) : t('enterprises.saved'))
    onSaved(saved.current.id)
  }
  // another name is another question: what was confirmed was said of the one before
  const asked = useRef(`${initial.name} ${initial.credit_code}`)
  const changed = (values: Values) => {
    const now = `${values.name} ${values.credit_code}`
    if (now === asked.current) return
    asked.current = now
    setTold(null)
    form.setFieldValue('confirmed_different', false)
  }
  return (
    <WriteForm<Values>
      form={form}
      initial={initial}
      fields={comparedFields(units, [division, industry])}
      submit={t('enterprises.save')}
      draft={`enterprise-${self ?? 'new'}`}
      onSend={send}
      onDone={done}
      onCancel={onCancel}
      onChange={changed}
      fromCurrent={(current) => valuesOf(current)}
      {...(opened ? { etag: opened.etag } : {})}
    >
      {(values) => (
        <div className="ent-form">
          <Section name={t('enterprises.first')} area="first">
            <Field of={F} name="name" className="wide" autoFocus={self === undefined} />
            <Field of={F} name="credit_code" />
            {narrow ? null : <Others />}
          </Section>
          <aside className="ent-side" aria-label={t('enterprises.candidates')}>
            <Duplicates
              name={values.name === initial.name ? '' : (values.name ?? '')}
              creditCode={values.credit_code === initial.credit_code ? '' : (values.credit_code ?? '')}
              self={self}
              told={told}
            />
            {told ? (
              <Form.Item name="confirmed_different" valuePropName="checked" className="ent-confirm">
                <Checkbox>{t('enterprises.confirm')}</Checkbox>
              </Form.Item>
            ) : null}
          </aside>
          <div className="ent-rest">
            {narrow ? (
              <div className="form-grid">
                <Others />
              </div>
            ) : null}
            <Section name={t('enterprises.placeAndTrade')}>
              <Field of={F} name="division_code">
                <DivisionPicker known={division ? [division] : undefined} />
              </Field>
              <Field of={F} name="industry" />
              <Field of={F} name="industry_code">
                <IndustryPicker known={industry ? [industry] : undefined} />
              </Field>
              <Field of={F} name="nature" />
            </Section>
            <Section name={t('enterprises.business')}>
              <Field of={F} name="founded" />
              <Field of={F} name="registered_capital_yuan" />
              <Field of={F} name="motive" />
              <Field of={F} name="main_business" className="wide" />
              <Field of={F} name="products" className="wide" />
              <Field of={F} name="expansion_plan" className="wide" />
            </Section>
            <Section name={t('enterprises.origins')}>
              <Field of={F} name="source" className="wide" />
              <Field of={F} name="source_url" className="wide" />
              <Field of={F} name="remark" className="wide" />
            </Section>
            <Section name={t('enterprises.keeper')}>
              <Field of={F} name="owner_unit_id">
                <UnitPicker known={[...units].map(([id, name]) => ({ id, name }))} />
              </Field>
            </Section>
          </div>
        </div>
      )}
    </WriteForm>
  )
}

/** The rest of the first five; on a phone the hints come before them, where the name is typed. */
function Others() {
  return (
    <>
      <Field of={F} name="place" />
      <Field of={F} name="classes" />
      <Field of={F} name="origin" />
    </>
  )
}

function Section({ name, area, children }: { name: string; area?: string; children: ReactNode }) {
  return (
    <fieldset className={area ? `ent-section ent-${area}` : 'ent-section'}>
      <legend>{name}</legend>
      <div className="form-grid">{children}</div>
    </fieldset>
  )
}
