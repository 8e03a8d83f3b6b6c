/** 接待方案 on A4: who comes and who receives them, the programme hour by hour, what they ask, what was promised, who calls back. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CallbackViewTitles,
  ItineraryItemTitles,
  ReceptionCallbackTitles,
  ReceptionPromiseTitles,
  ReceptionQuestionTitles,
  ReceptionSiteTitles,
  ReceptionTitles,
  ReceptionViewTitles,
  SettlementLineTitles,
} from '@/api/labels'
import { date, daysText, shortDate } from '@/shared/dates'
import { wan } from '@/shared/money'
import { Paper, PaperFacts, PaperPart } from '@/shared/ui/paper'
import { PaperConditions, PaperTable, usePaperNotice } from '@/shared/ui/paper-list'
import { useTitle } from '@/shared/ui/title'
import { PaperPeople } from './paper-people'
import { type ReceptionView, receptionQuery } from './reception-api'

export function ReceptionPaper({ id, by, onBack }: { id: number; by: string; onBack: () => void }) {
  const { t } = useTranslation()
  const reception = useQuery(receptionQuery(id))
  const view = reception.data?.data
  useTitle(view ? `${t('trips.receptionPaper')} ${view.number}` : t('trips.receptionPaper'))
  const notice = usePaperNotice([reception])
  return (
    <Paper kind="dense" back={t('trips.backToReception')} onBack={onBack} by={by} notice={notice}>
      {!notice && view ? <Sheet view={view} at={reception.dataUpdatedAt} /> : null}
    </Paper>
  )
}

function Sheet({ view, at }: { view: ReceptionView; at: number }) {
  const { t } = useTranslation()
  return (
    <>
      <h1>{t('trips.receptionPaperOf', { subject: view.subject })}</h1>
      <PaperConditions words={null} at={at} />
      <PaperFacts
        long={[
          [ReceptionViewTitles.companies, view.companies.map((one) => one.name).join(t('form.comma')) || '—'],
          ...(view.cancelled_at
            ? [[t('trips.situation'), [t('trips.cancelled'), view.cancel_reason].filter(Boolean).join('：')] as const]
            : []),
          ...(view.results ? [[ReceptionTitles.results, view.results] as const] : []),
        ]}
        short={[
          [ReceptionTitles.number, view.number],
          [t('trips.days'), daysText({ from_on: view.arrives_on, to_on: view.departs_on })],
          [t('trips.leadUnit'), view.lead_unit_name],
          [ReceptionTitles.letter_no, view.letter_no ?? '—'],
        ]}
      />
      <Known title={ReceptionTitles.visitors} of={view.visitors}>
        <PaperPeople people={view.visitors} />
      </Known>
      <Known title={ReceptionTitles.hosts} of={view.hosts}>
        <PaperPeople people={view.hosts} />
      </Known>
      <Visit view={view} />
      <Known title={ReceptionViewTitles.promises} of={view.promises}>
        <PaperTable
          head={[
            { title: ReceptionPromiseTitles.promise },
            { title: ReceptionPromiseTitles.owner_id, share: 15 },
            { title: ReceptionPromiseTitles.due_on, share: 16 },
          ]}
          rows={view.promises.map((one) => ({ key: one.id, cells: [one.promise, one.owner_name, date(one.due_on)] }))}
        />
      </Known>
      <Known title={`${ReceptionTitles.settlement}（${t('money.unit')}）`} of={view.settlement}>
        <PaperTable
          head={[
            { title: SettlementLineTitles.item, share: 25 },
            { title: SettlementLineTitles.standard },
            { title: SettlementLineTitles.spent_yuan, numeric: true, share: 20 },
          ]}
          rows={view.settlement.map((one) => ({ key: one.item, cells: [one.item, one.standard ?? '—', wan(one.spent_yuan)] }))}
          sum={[t('trips.total'), '', wan(view.spent_yuan)]}
        />
      </Known>
      <Known title={ReceptionViewTitles.callbacks} of={view.cancelled_at ? [] : view.callbacks}>
        <PaperTable
          head={[
            { title: CallbackViewTitles.due_on, share: 16 },
            { title: ReceptionCallbackTitles.called_on, share: 16 },
            { title: ReceptionCallbackTitles.result },
          ]}
          rows={view.callbacks.map((one) => ({
            key: one.due_on,
            cells: [date(one.due_on), one.made ? date(one.made.called_on) : '', one.made?.result ?? ''],
          }))}
        />
      </Known>
    </>
  )
}

/** A part of which nothing is known is not on the paper. */
function Known({ title, of, children }: { title: string; of: readonly unknown[]; children: ReactNode }) {
  return of.length > 0 ? <PaperPart title={title}>{children}</PaperPart> : null
}

/** The programme hour by hour, what is shown, what they ask. */
function Visit({ view }: { view: ReceptionView }) {
  return (
    <>
      <Known title={ReceptionTitles.itinerary} of={view.itinerary}>
        <PaperTable
          head={[
            { title: ItineraryItemTitles.time, share: 20 },
            { title: ItineraryItemTitles.item },
            { title: ItineraryItemTitles.place, share: 30 },
          ]}
          rows={view.itinerary.map((one, key) => ({
            key,
            cells: [[shortDate(one.planned_on), one.time].filter(Boolean).join(' '), one.item, one.place ?? '—'],
          }))}
        />
      </Known>
      <Known title={ReceptionTitles.sites} of={view.sites}>
        <PaperTable
          head={[{ title: ReceptionSiteTitles.name, share: 35 }, { title: ReceptionSiteTitles.note }]}
          rows={view.sites.map((one) => ({ key: one.name, cells: [one.name, one.note ?? '—'] }))}
        />
      </Known>
      <Known title={ReceptionTitles.questions} of={view.questions}>
        <PaperTable
          head={[{ title: ReceptionQuestionTitles.question, share: 50 }, { title: ReceptionQuestionTitles.answer }]}
          rows={view.questions.map((one) => ({ key: one.question, cells: [one.question, one.answer ?? '—'] }))}
        />
      </Known>
    </>
  )
}
