/** The lists of the room: terms, vacancies, what the checklists miss. */
import { useTranslation } from 'react-i18next'
import { AssignmentRoleWords, AssignmentTitles, ChecklistCheckWords, ProjectTitles, StageWords } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, PersonFilter, UnitFilter } from '@/shared/list/filter-bar'
import { wan } from '@/shared/money'
import { fetchAssignments, fetchGaps, fetchVacancies, type Gap, type Item, type Vacancy } from './api'
import { RoomList, type Shared } from './room-list'
import './responsibility.css'

export function Terms(shared: Shared) {
  const { t } = useTranslation()
  const columns: Column<Item>[] = [
    { key: 'project_name', title: t('responsibility.project'), width: 300, pinned: true, text: (one) => one.project_name },
    { key: 'role', title: AssignmentTitles.role, width: 92, text: (one) => AssignmentRoleWords[one.role] },
    { key: 'user_name', title: t('responsibility.person'), width: 92, text: (one) => one.user_name },
    { key: 'unit_name', title: t('responsibility.unit'), width: 176, text: (one) => one.unit_name },
    { key: 'from_on', title: AssignmentTitles.from_on, width: 112, text: (one) => date(one.from_on) },
    {
      key: 'until_on',
      title: AssignmentTitles.until_on,
      width: 112,
      text: (one) => (one.until_on ? date(one.until_on) : t('responsibility.inOffice')),
    },
    {
      key: 'reason',
      title: t('responsibility.reasons'),
      width: 220,
      text: (one) => [one.reason, one.end_reason].filter(Boolean).join('；') || '—',
    },
    { key: 'lead_unit_name', title: t('responsibility.lead'), width: 176, text: (one) => one.lead_unit_name },
  ]
  return (
    <RoomList<Item>
      {...shared}
      title={t('responsibility.part.terms')}
      list="assignments"
      fetch={fetchAssignments}
      rowKey={(one) => one.id}
      columns={columns}
      project={(one) => one.project_id}
      none={t('responsibility.noTerms')}
      card={(one) => (
        <>
          <strong>{one.project_name}</strong>
          <small>
            <span>{AssignmentRoleWords[one.role]}</span>
            <span>{one.user_name}</span>
            <span>{one.unit_name}</span>
          </small>
          <small>
            <span>{t('responsibility.span', { from: one.from_on, until: one.until_on ?? t('responsibility.inOffice') })}</span>
          </small>
        </>
      )}
      filterRow={
        <>
          <ChoiceFilter name="role" title={AssignmentTitles.role} words={AssignmentRoleWords} />
          <PersonFilter name="user_id" title={t('responsibility.person')} />
          <UnitFilter name="unit_id" title={t('responsibility.unit')} />
          <ChoiceFilter
            name="active"
            title={t('responsibility.standing')}
            words={{ true: t('responsibility.inOffice'), false: t('responsibility.over') }}
            single
          />
        </>
      }
    />
  )
}

export function Vacancies(shared: Shared) {
  const { t } = useTranslation()
  const lacking = (one: Vacancy) => one.lacking.map((role) => AssignmentRoleWords[role]).join(t('form.comma'))
  const columns: Column<Vacancy>[] = [
    { key: 'project_name', title: t('responsibility.project'), width: 320, pinned: true, text: (one) => one.project_name },
    { key: 'lacking', title: t('responsibility.lacking'), width: 220, text: lacking },
    { key: 'stage', title: ProjectTitles.stage, width: 92, text: (one) => StageWords[one.stage] },
    { key: 'stage_since_on', title: t('responsibility.stageSince'), width: 112, text: (one) => date(one.stage_since_on) },
    {
      key: 'total_investment_yuan',
      title: `${ProjectTitles.total_investment_yuan}（${t('money.unit')}）`,
      width: 140,
      numeric: true,
      text: (one) => wan(one.total_investment_yuan),
    },
    { key: 'lead_unit_name', title: t('responsibility.lead'), width: 200, text: (one) => one.lead_unit_name },
    { key: 'project_number', title: ProjectTitles.number, width: 128, text: (one) => one.project_number },
  ]
  return (
    <RoomList<Vacancy>
      {...shared}
      title={t('responsibility.part.vacancies')}
      list="role_vacancies"
      fetch={fetchVacancies}
      rowKey={(one) => one.project_id}
      columns={columns}
      project={(one) => one.project_id}
      none={t('responsibility.noVacancies')}
      card={(one) => (
        <>
          <strong>{one.project_name}</strong>
          <small>
            <span>{t('responsibility.lacks', { what: lacking(one) })}</span>
          </small>
          <small>
            <span>{StageWords[one.stage]}</span>
            <span>{one.lead_unit_name}</span>
          </small>
        </>
      )}
      filterRow={
        <>
          <ChoiceFilter name="role" title={t('responsibility.lacking')} words={AssignmentRoleWords} />
          <UnitFilter name="unit_id" title={t('responsibility.lead')} />
        </>
      }
    />
  )
}

export function Gaps(shared: Shared) {
  const { t } = useTranslation()
  const missing = (one: Gap) => one.missing.join(t('form.comma'))
  const score = (one: Gap) => t('responsibility.score', { met: one.met, total: one.total })
  const columns: Column<Gap>[] = [
    { key: 'project_name', title: t('responsibility.project'), width: 300, pinned: true, text: (one) => one.project_name },
    { key: 'checklist_label', title: t('responsibility.checklist'), width: 84, text: (one) => one.checklist_label },
    { key: 'score', title: t('responsibility.doneOf'), width: 72, text: score },
    { key: 'missing', title: t('responsibility.missing'), width: 240, text: missing },
    { key: 'how_to_fix', title: t('responsibility.howToFix'), width: 360, text: (one) => one.how_to_fix },
    { key: 'lead_unit_name', title: t('responsibility.lead'), width: 176, text: (one) => one.lead_unit_name },
    { key: 'stage', title: ProjectTitles.stage, width: 92, text: (one) => StageWords[one.stage] },
  ]
  return (
    <RoomList<Gap>
      {...shared}
      title={t('responsibility.part.gaps')}
      list="checklist_gaps"
      fetch={fetchGaps}
      rowKey={(one) => `${one.project_id}-${one.checklist}`}
      columns={columns}
      project={(one) => one.project_id}
      none={t('responsibility.noGaps')}
      card={(one) => (
        <>
          <strong>{one.project_name}</strong>
          <small>
            <span>
              {one.checklist_label} {score(one)}
            </span>
            <span>{one.lead_unit_name}</span>
          </small>
          <small>
            <span>{t('responsibility.lacks', { what: missing(one) })}</span>
          </small>
        </>
      )}
      filterRow={
        <>
          <ChoiceFilter name="item" title={t('responsibility.missing')} words={ChecklistCheckWords} />
          <UnitFilter name="unit_id" title={t('responsibility.lead')} />
        </>
      }
    />
  )
}
