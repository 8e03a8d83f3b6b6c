/** The report of a trip on paper at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ReportPaper } from '@/features/trips/report-paper'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const route = getRouteApi('/print/trip/$id/report')

export function TripReportPrintPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  const back = () => void navigate({ to: '/trips/$id', params, search: { tab: 'report' } })
  return <ReportPaper id={id} by={me.data?.name ?? ''} onBack={back} />
}
