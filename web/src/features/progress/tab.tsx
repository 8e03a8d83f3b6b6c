/** The progress of one project: milestones, plan of the year, reports month by month, pauses, entry into the statistics. */
import { Milestones } from './milestones'
import { Pauses } from './pauses'
import { Plan } from './plan'
import { ReportHistory } from './report-history'
import { Statistics } from './statistics'
import './progress.css'

export function ProgressTab({ id }: { id: number }) {
  return (
    <div className="progress-tab">
      <Milestones id={id} />
      <ReportHistory id={id} />
      <Plan id={id} />
      <Pauses id={id} />
      <Statistics id={id} />
    </div>
  )
}
