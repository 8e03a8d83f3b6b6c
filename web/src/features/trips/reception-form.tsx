/** A reception: five facts to begin with, everything else when it is known. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ItineraryItemFields,
  ReceptionInputFields,
  ReceptionPersonFields,
  ReceptionQuestionFields,
  ReceptionSiteFields,
  SettlementLineFields,
} from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import type { Fields } from '@/shared/form/rule'
import { type Sending, WriteForm } from '@/shared/form/write-form'
import { headline } from '@/shared/money'
import { UnitPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { CompanyAdder } from './adders'
import { receptionDraft } from './drafts'
import { CompanyRow } from './plan-rows'
import { atRows, type Company } from './plan-values'
import { createReception, type ReceptionInput, type ReceptionView, receptionKeys, replaceReception } from './reception-api'
import { RowList } from './row-list'
import './plan.css'
import './trips.css'

type Values = Omit<ReceptionInput, 'companies'> & { companies: Company[] }
type Props = {
  reception?: { data: ReceptionView; etag: string } | undefined
  unit: { id: number; name: string } | undefined
  onDone: (id: number) => void
  onCancel: () => void
}

const valuesOf = (view: ReceptionView): Values => ({
  subject: view.subject,
  letter_no: view.letter_no ?? null,
  lead_unit_id: view.lead_unit_id,
  arrives_on: view.arrives_on,
  departs_on: view.departs_on,
  companies: view.companies.map((one) => ({ enterprise_id: one.enterprise_id, name: one.name, reason: '' })),
  visitors: view.visitors,
  hosts: view.hosts,
  itinerary: view.itinerary,
  sites: view.sites,
  questions: view.questions,
  settlement: view.settlement,
  results: view.results ?? null,
  source: view.source ?? null,
})

const inputOf = (values: Values): ReceptionInput => ({
  ...values,
  letter_no: values.letter_no || null,
  results: values.results || null,
  source: values.source || null,
  companies: values.companies.map((one) => (one.enterprise_id ? { enterprise_id: one.enterprise_id } : { name: one.name })),
})

/** How each side of a conflict is written. */
const FIELDS: Fields = {
  ...ReceptionInputFields,
  companies: { ...ReceptionInputFields.companies, shown: (one) => (one as Company).name },
  settlement: {
    ...ReceptionInputFields.settlement,
    shown: (one) => {
      const line = one as ReceptionInput['settlement'][number]
      return `${line.item} ${headline(line.spent_yuan)}`
    },
  },
}

export function ReceptionForm({ reception, unit, onDone, onCancel }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const saved = useRef(0)
  const title = reception ? t('trips.editReception', { number: reception.data.number }) : t('trips.newReception')
  useTitle(title)
  const lead = reception ? { id: reception.data.lead_unit_id, name: reception.data.lead_unit_name } : unit
  const none = { companies: [], visitors: [], hosts: [], itinerary: [], sites: [], questions: [], settlement: [] }
  const send = async (values: Values, { key, etag }: Sending) => {
    const input = inputOf({ ...none, ...values })
    try {
      saved.current = (reception ? await replaceReception(reception.data.id, input, etag) : await createReception(input, key)).id
    } catch (error) {
      throw atRows(error)
    }
    say(t('trips.saved'))
    void queries.invalidateQueries({ queryKey: receptionKeys.all })
  }
  return (
    <article className="plan-form">
      <h1>{title}</h1>
      <WriteForm<Values>
        initial={reception ? valuesOf(reception.data) : { ...none, ...(unit ? { lead_unit_id: unit.id } : {}) }}
        {...(reception ? { etag: reception.etag } : {})}
        fields={FIELDS}
        fromCurrent={(current) => valuesOf(current as unknown as ReceptionView)}
        draft={receptionDraft(reception?.data.id)}
        onSend={send}
        onDone={() => onDone(saved.current)}
        onCancel={onCancel}
        submit={t('trips.save')}
      >
        <Field of={ReceptionInputFields} name="subject" autoFocus />
        <div className="form-grid">
          <Field of={ReceptionInputFields} name="arrives_on" />
          <Field of={ReceptionInputFields} name="departs_on" />
          <Field of={ReceptionInputFields} name="lead_unit_id" label={t('trips.leadUnit')}>
            <UnitPicker known={lead ? [lead] : undefined} />
          </Field>
          <Field of={ReceptionInputFields} name="letter_no" />
        </div>
        <RowList
          name="companies"
          wide
          title={ReceptionInputFields.companies.title}
          adder={(add) => <CompanyAdder onAdd={add} aria-label={t('trips.addCompany')} />}
        >
          {({ index }) => (
            <Form.Item name={index}>
              <CompanyRow bare />
            </Form.Item>
          )}
        </RowList>
        <div className="plan-lists">
          <People name="visitors" title={ReceptionInputFields.visitors.title} />
          <People name="hosts" title={ReceptionInputFields.hosts.title} />
        </div>
        <Rows
          name="itinerary"
          title={ReceptionInputFields.itinerary.title}
          of={ItineraryItemFields}
          order={['planned_on', 'time', 'item', 'place']}
          first={{ planned_on: today(), item: '' }}
        />
        <div className="plan-lists">
          <Rows
            name="sites"
            title={ReceptionInputFields.sites.title}
            of={ReceptionSiteFields}
            order={['name', 'note']}
            first={{ name: '' }}
          />
          <Rows
            name="questions"
            title={ReceptionInputFields.questions.title}
            of={ReceptionQuestionFields}
            order={['question', 'answer']}
            first={{ question: '' }}
          />
        </div>
        <Rows
          name="settlement"
          title={ReceptionInputFields.settlement.title}
          of={SettlementLineFields}
          order={['item', 'spent_yuan', 'standard']}
          first={{ item: '', spent_yuan: null }}
        />
        <Field of={ReceptionInputFields} name="results" />
        <Field of={ReceptionInputFields} name="source" />
      </WriteForm>
    </article>
  )
}

const People = ({ name, title }: { name: string; title: string }) => (
  <Rows name={name} title={title} of={ReceptionPersonFields} order={['name', 'unit', 'post']} first={{ name: '' }} />
)

type RowsProps<F extends Fields> = { name: string; title: string; of: F; order: (keyof F & string)[]; first: object }

/** Rows of plain fields. */
function Rows<F extends Fields>({ name, title, of, order, first }: RowsProps<F>) {
  const { t } = useTranslation()
  return (
    <RowList<object>
      name={name}
      title={title}
      adder={(add) => (
        <Button type="dashed" onClick={() => add(first)}>
          {t('trips.addRow', { title })}
        </Button>
      )}
    >
      {({ index, focus }) => (
        <div className="budget-row">
          {order.map((field, i) => (
            <Field key={field} of={of} name={field} path={[index, field]} autoFocus={focus && i === 0} />
          ))}
        </div>
      )}
    </RowList>
  )
}
