/** Of a reception: who came, and what is known of the visit itself. */
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ReceptionTitles, ReceptionViewTitles } from '@/api/labels'
import type { components } from '@/api/schema'
import { shortDate } from '@/shared/dates'
import { exact, headline } from '@/shared/money'
import { useLinks } from './links'
import type { ReceptionView } from './reception-api'

type Schemas = components['schemas']

export function Guests({ view }: { view: ReceptionView }) {
  const { t } = useTranslation()
  const links = useLinks()
  if (view.companies.length === 0) return '—'
  return view.companies.map((one, i) => (
    <Fragment key={one.id}>
      {i > 0 ? t('form.comma') : null}
      {links.enterprise(one.enterprise_id, one.name)}
    </Fragment>
  ))
}

/** What is known of the visit itself; what is not known takes no room. */
export function Programme({ view }: { view: ReceptionView }) {
  const { t } = useTranslation()
  const person = (one: Schemas['ReceptionPerson']) => [one.unit, one.post, one.name].filter(Boolean).join(' ')
  const lines: [string, ReactNode[]][] = [
    [ReceptionTitles.visitors, view.visitors.map(person)],
    [ReceptionTitles.hosts, view.hosts.map(person)],
    [
      ReceptionTitles.itinerary,
      view.itinerary.map((one) => [shortDate(one.planned_on), one.time, one.item, one.place].filter(Boolean).join(' ')),
    ],
    [ReceptionTitles.sites, view.sites.map((one) => [one.name, one.note].filter(Boolean).join('：'))],
    [ReceptionTitles.questions, view.questions.map((one) => [one.question, one.answer].filter(Boolean).join(' — '))],
    [ReceptionTitles.results, view.results ? [view.results] : []],
    [
      ReceptionTitles.settlement,
      view.settlement.map((one) => (
        <span key={one.item} title={exact(one.spent_yuan)}>
          {[one.item, headline(one.spent_yuan), one.standard].filter(Boolean).join(' ')}
        </span>
      )),
    ],
    [ReceptionViewTitles.spent_yuan, view.settlement.length > 0 ? [headline(view.spent_yuan)] : []],
  ]
  const known = lines.filter(([, items]) => items.length > 0)
  return (
    <section className="trip-tabs">
      <h2>{t('trips.programme')}</h2>
      {known.length === 0 ? (
        <p className="secondary">{t('trips.noProgramme')}</p>
      ) : (
        <dl className="trip-lines">
          {known.map(([title, items]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                {items.map((item, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: plain lines of one view, never moved
                  <div key={i}>{item}</div>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
