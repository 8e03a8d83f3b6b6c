/** Procedures, difficulties, complaints and services at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Approvals } from '@/features/services/approvals'
import { ComplaintDetail, Complaints } from '@/features/services/complaints'
import type { ApprovalFilters, ComplaintFilters, GapFilters, RecordFilters, TicketFilters } from '@/features/services/filters'
import { Gaps, Records } from '@/features/services/records'
import { TicketDetail } from '@/features/services/ticket'
import { Tickets } from '@/features/services/tickets'
import { useMe } from './me'
import { NotFound } from './not-found'
import { OpenList, ServiceGo } from './services-frame'
import { useSplit } from './split-search'

const tickets = getRouteApi('/tickets')
const ticket = getRouteApi('/tickets/$id')
const approvals = getRouteApi('/approval-items')
const complaints = getRouteApi('/complaints')
const complaint = getRouteApi('/complaints/$id')
const records = getRouteApi('/service-records')
const gaps = getRouteApi('/contact-gaps')

const useMay = (action: string): boolean => useMe().data?.can.includes(action) === true
const sorted = (filters: object, sort: string | undefined) => ({ ...filters, ...(sort ? { sort } : {}) })

export function TicketsPage() {
  const { filters, sort } = useSplit(tickets.useSearch())
  const navigate = useNavigate()
  const change = useCallback(
    (next: TicketFilters, order: string | undefined) => void navigate({ to: '/tickets', search: sorted(next, order) }),
    [navigate],
  )
  return (
    <Tickets
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={(id) => void navigate({ to: '/tickets/$id', params: { id: String(id) } })}
      mayRaise={useMay('ticket.raise')}
    />
  )
}

export function TicketPage() {
  const id = Number(ticket.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <TicketDetail key={id} id={id} go={ServiceGo} onBack={() => void navigate({ to: '/tickets', search: {} })} />
}

export function ApprovalsPage() {
  const { filters, sort } = useSplit(approvals.useSearch())
  const navigate = useNavigate()
  const change = useCallback(
    (next: ApprovalFilters, order: string | undefined) => void navigate({ to: '/approval-items', search: sorted(next, order) }),
    [navigate],
  )
  return <Approvals filters={filters} sort={sort} onChange={change} />
}

export function ComplaintsPage() {
  const { filters, sort } = useSplit(complaints.useSearch())
  const navigate = useNavigate()
  const change = useCallback(
    (next: ComplaintFilters, order: string | undefined) => void navigate({ to: '/complaints', search: sorted(next, order) }),
    [navigate],
  )
  return (
    <Complaints
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={(id) => void navigate({ to: '/complaints/$id', params: { id: String(id) } })}
      mayRegister={useMay('complaint.register')}
    />
  )
}

export function ComplaintPage() {
  const id = Number(complaint.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <ComplaintDetail key={id} id={id} onBack={() => void navigate({ to: '/complaints', search: {} })} />
}

export function RecordsPage() {
  const { filters, sort } = useSplit(records.useSearch())
  const navigate = useNavigate()
  const change = useCallback(
    (next: RecordFilters, order: string | undefined) => void navigate({ to: '/service-records', search: sorted(next, order) }),
    [navigate],
  )
  return (
    <Records
      filters={filters}
      sort={sort}
      onChange={change}
      onProject={(id) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { tab: 'services' } })}
      mayRecord={useMay('service.record')}
      open={OpenList}
    />
  )
}

export function GapsPage() {
  const filters = gaps.useSearch()
  const navigate = useNavigate()
  const change = useCallback((next: GapFilters) => void navigate({ to: '/contact-gaps', search: { ...next } }), [navigate])
  return (
    <Gaps
      filters={filters}
      onChange={change}
      onProject={(id) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { tab: 'services' } })}
    />
  )
}
