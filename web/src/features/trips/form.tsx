/** The plan of a trip: who, where, when, which companies and why; saved as a draft, or saved and handed in at once. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import Radio from 'antd/es/radio'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { TripBudgetLineFields, TripInputFields } from '@/api/fields'
import { newKey } from '@/api/keys'
import { TripKindWords } from '@/api/labels'
import { Field } from '@/shared/form/field'
import { type Sending, WriteForm } from '@/shared/form/write-form'
import { UnitPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { CityAdder, CompanyAdder, PersonChoice } from './adders'
import { createTrip, replaceTrip, submitTrip, type TripView, tripKeys } from './api'
import { planDraft } from './drafts'
import { CompanyRow, LeaderField, LegRow, MemberRow } from './plan-rows'
import { atRows, inputOf, type Leg, PLAN_FIELDS, type PlanValues, valuesOf } from './plan-values'
import { RowList } from './row-list'
import { stepsOf } from './steps'
import './plan.css'
import './trips.css'

type Props = {
  /** What is edited; absent for a new plan. */
  trip?: { data: TripView; etag: string } | undefined
  /** Whose unit leads unless another is chosen. */
  unit: { id: number; name: string } | undefined
  onDone: (id: number) => void
  onCancel: () => void
}

export function PlanForm({ trip, unit, onDone, onCancel }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<PlanValues>()
  const way = useRef<'submit' | 'save'>('submit')
  /** What this form has written itself, so that a refused submission is not followed by a second plan or a conflict. */
  const own = useRef<{ id: number; etag: string; over: string } | null>(null)
  const title = trip ? t('trips.editTitle', { number: trip.data.number }) : t('trips.new')
  useTitle(title)
  const submits = !trip || stepsOf(trip.data).includes('submit')
  const lead = trip ? { id: trip.data.lead_unit_id, name: trip.data.lead_unit_name } : unit

  const send = async (values: PlanValues, sending: Sending) => {
    const input = inputOf(values)
    const id = trip?.data.id ?? own.current?.id
    const etag = own.current && own.current.over === sending.etag ? own.current.etag : sending.etag
    const handIn = submits && way.current === 'submit'
    try {
      const saved = id === undefined ? await createTrip(input, sending.key) : await replaceTrip(id, input, etag)
      own.current = { id: saved.data.id, etag: saved.etag, over: sending.etag }
      if (handIn) await submitTrip(saved.data.id, { key: newKey(), etag: saved.etag })
      say(t(handIn ? 'trips.submitted' : 'trips.saved'))
    } catch (error) {
      throw atRows(error)
    } finally {
      way.current = 'submit'
      void queries.invalidateQueries({ queryKey: tripKeys.all })
    }
  }

  const initial: Partial<PlanValues> = trip
    ? valuesOf(trip.data)
    : { members: [], legs: [], companies: [], budget: [], ...(unit ? { lead_unit_id: unit.id } : {}) }
  return (
    <article className="plan-form">
      <h1>{title}</h1>
      <WriteForm<PlanValues>
        form={form}
        initial={initial}
        {...(trip ? { etag: trip.etag } : {})}
        fields={PLAN_FIELDS}
        fromCurrent={(current) => valuesOf(current as unknown as TripView)}
        draft={planDraft(trip?.data.id)}
        onSend={send}
        onDone={() => onDone(own.current?.id ?? 0)}
        onCancel={onCancel}
        submit={submits ? t('trips.handIn') : t('trips.save')}
        more={
          submits ? (
            <Button
              onClick={() => {
                way.current = 'save'
                form.submit()
              }}
            >
              {t('trips.save')}
            </Button>
          ) : null
        }
      >
        {(values) => (
          <>
            <Field of={TripInputFields} name="purpose" autoFocus />
            <Field of={TripInputFields} name="kind">
              <Radio.Group
                optionType="button"
                options={Object.entries(TripKindWords).map(([value, label]) => ({ value, label }))}
              />
            </Field>
            <div className="form-grid">
              <Form.Item
                name="leader"
                label={TripInputFields.leader.title}
                required
                rules={[{ required: true, message: t('form.required', { title: TripInputFields.leader.title }) }]}
              >
                <LeaderField />
              </Form.Item>
              <Field of={TripInputFields} name="lead_unit_id" label={t('trips.leadUnit')}>
                <UnitPicker known={lead ? [lead] : undefined} />
              </Field>
              <Field of={TripInputFields} name="chain" />
              {values.kind === 'stationed' || values.station ? <Field of={TripInputFields} name="station" /> : null}
            </div>
            <div className="plan-lists">
              <RowList<Leg>
                name="legs"
                title={TripInputFields.legs.title}
                needed={t('trips.needsLeg')}
                ordered
                adder={(add) => <CityAdder onAdd={add} aria-label={t('trips.addCity')} />}
              >
                {({ index, focus }) => (
                  <Form.Item
                    name={index}
                    validateDebounce={800}
                    rules={[
                      {
                        validator: (_, leg?: Leg) =>
                          leg?.days ? Promise.resolve() : Promise.reject(new Error(t('trips.needsDays'))),
                      },
                    ]}
                  >
                    <LegRow autoFocus={focus} />
                  </Form.Item>
                )}
              </RowList>
              <RowList
                name="members"
                title={TripInputFields.members.title}
                adder={(add) => <PersonChoice onAdd={add} aria-label={t('trips.addPerson')} />}
              >
                {({ index, focus }) => (
                  <Form.Item name={index}>
                    <MemberRow autoFocus={focus} />
                  </Form.Item>
                )}
              </RowList>
            </div>
            <RowList
              name="companies"
              wide
              title={TripInputFields.companies.title}
              adder={(add) => <CompanyAdder onAdd={add} aria-label={t('trips.addCompany')} />}
            >
              {({ index, focus }) => (
                <Form.Item name={index}>
                  <CompanyRow autoFocus={focus} />
                </Form.Item>
              )}
            </RowList>
            <BudgetRows name="budget" title={TripInputFields.budget.title} />
            <Field of={TripInputFields} name="source" />
          </>
        )}
      </WriteForm>
    </article>
  )
}

/** Lines of the budget; what was really spent is filled in after the return. */
export function BudgetRows({ name, title, spent }: { name: string; title: string; spent?: boolean }) {
  const { t } = useTranslation()
  return (
    <RowList
      name={name}
      title={title}
      adder={(add) => (
        <Button type="dashed" onClick={() => add({ item: '', standard: null, planned_yuan: null, spent_yuan: null })}>
          {t('trips.addBudget')}
        </Button>
      )}
    >
      {({ index, focus }) => (
        <div className="budget-row">
          <Field of={TripBudgetLineFields} name="item" path={[index, 'item']} autoFocus={focus} />
          <Field of={TripBudgetLineFields} name="planned_yuan" path={[index, 'planned_yuan']} />
          {spent ? <Field of={TripBudgetLineFields} name="spent_yuan" path={[index, 'spent_yuan']} /> : null}
          <Field of={TripBudgetLineFields} name="standard" path={[index, 'standard']} />
        </div>
      )}
    </RowList>
  )
}
