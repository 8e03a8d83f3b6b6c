/** Handovers and substitutes, the last one first. */
import { useTranslation } from 'react-i18next'
import { HandoverTitles, SubstituteStateWords, SubstituteTitles } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, PersonFilter } from '@/shared/list/filter-bar'
import { fetchHandovers, fetchSubstitutes, type Handover, type Substitute } from './api'
import { EndSubstitute } from './end-substitute'
import { RoomList, type Shared } from './room-list'
import './responsibility.css'

export function Handovers(shared: Shared) {
  const { t } = useTranslation()
  const columns: Column<Handover>[] = [
    { key: 'handed_on', title: HandoverTitles.handed_on, width: 112, pinned: true, text: (one) => date(one.handed_on) },
    { key: 'from_user_name', title: t('responsibility.from'), width: 92, text: (one) => one.from_user_name },
    { key: 'to_user_name', title: t('responsibility.to'), width: 92, text: (one) => one.to_user_name },
    { key: 'moved_text', title: t('responsibility.moved'), width: 320, text: (one) => one.moved_text },
    { key: 'reason', title: HandoverTitles.reason, width: 320, text: (one) => one.reason },
    { key: 'made_by_name', title: t('responsibility.madeBy'), width: 92, text: (one) => one.made_by_name ?? '—' },
  ]
  return (
    <RoomList<Handover>
      {...shared}
      title={t('responsibility.part.handovers')}
      list="handovers"
      fetch={fetchHandovers}
      rowKey={(one) => one.id}
      columns={columns}
      project={() => undefined}
      none={t('responsibility.noHandovers')}
      card={(one) => (
        <>
          <strong>{t('responsibility.fromTo', { from: one.from_user_name, to: one.to_user_name })}</strong>
          <small>
            <span>{date(one.handed_on)}</span>
            <span>{one.moved_text}</span>
          </small>
          <small>
            <span>{one.reason}</span>
          </small>
        </>
      )}
      filterRow={<PersonFilter name="user_id" title={t('responsibility.fromOrTo')} />}
    />
  )
}

export function Substitutes(shared: Shared) {
  const { t } = useTranslation()
  const columns: Column<Substitute>[] = [
    { key: 'user_name', title: t('responsibility.away'), width: 112, pinned: true, text: (one) => one.user_name },
    { key: 'substitute_name', title: t('responsibility.standIn'), width: 112, text: (one) => one.substitute_name },
    { key: 'from_on', title: SubstituteTitles.from_on, width: 112, text: (one) => date(one.from_on) },
    { key: 'until_on', title: SubstituteTitles.until_on, width: 112, text: (one) => date(one.until_on) },
    { key: 'state', title: SubstituteTitles.state, width: 92, text: (one) => SubstituteStateWords[one.state] },
    { key: 'reason', title: SubstituteTitles.reason, width: 320, text: (one) => one.reason },
    { key: 'end', title: t('responsibility.acts'), width: 92, text: () => '', render: (one) => <EndSubstitute one={one} /> },
  ]
  return (
    <RoomList<Substitute>
      {...shared}
      title={t('responsibility.part.substitutes')}
      list="substitutes"
      fetch={fetchSubstitutes}
      rowKey={(one) => one.id}
      columns={columns}
      project={() => undefined}
      none={t('responsibility.noSubstitutes')}
      card={(one) => (
        <>
          <strong>{t('responsibility.inPlaceOf', { name: one.substitute_name, who: one.user_name })}</strong>
          <small>
            <span>{t('responsibility.span', { from: one.from_on, until: one.until_on })}</span>
            <span>{SubstituteStateWords[one.state]}</span>
          </small>
          <small>
            <span>{one.reason}</span>
          </small>
        </>
      )}
      filterRow={
        <>
          <PersonFilter name="user_id" title={t('responsibility.person')} />
          <ChoiceFilter name="state" title={SubstituteTitles.state} words={SubstituteStateWords} />
        </>
      }
    />
  )
}
