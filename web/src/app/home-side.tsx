/** Beside what waits: the month's reports, the four colours, the last talks; each as far as one may read it. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DueCard } from '@/features/progress/due-card'
import { RecentTalks } from '@/features/talks/recent'
import { addWords } from '@/i18n'
import progress from '@/i18n/rooms/progress'
import talks from '@/i18n/rooms/talks'
import { today } from '@/shared/dates'
import { lastSignIn } from './account'
import { useMe } from './me'
import { HomeNumbers } from './slips-numbers'

addWords('progress', progress)
addWords('talks', talks)

function OpenMonth({ month, unit, children }: { month: string; unit: number | undefined; children: ReactNode }) {
  return (
    <Link to="/monthly-reports" search={{ month, ...(unit ? { unit_id: String(unit) } : {}) }}>
      {children}
    </Link>
  )
}

function OpenTalk({ id, children }: { id: number; children: ReactNode }) {
  return (
    <Link to="/talks/$id" params={{ id: String(id) }}>
      {children}
    </Link>
  )
}

export function HomeSide({ can }: { can: readonly string[] }) {
  const { t } = useTranslation()
  // who fills in reports is shown his own unit's, as the row of his inbox counts them; who watches, all
  const me = useMe().data
  const unit = me?.user?.unit_id
  const last = me?.previous_sign_in
  const own = can.includes('report.submit') ? unit : undefined
  const more = (
    <Link to="/talks" search={{}}>
      {t('talks.all')}
    </Link>
  )
  return (
    <>
      {can.includes('report.read') ? <DueCard month={today().slice(0, 7)} unit={own} Open={OpenMonth} /> : null}
      <HomeNumbers />
      {can.includes('talk.read') ? <RecentTalks Open={OpenTalk} more={more} /> : null}
      {last ? (
        <p className="note" title={t('header.notYou')}>
          {lastSignIn(last, t)}
        </p>
      ) : null}
    </>
  )
}
