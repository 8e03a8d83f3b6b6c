/** Addresses of the daily work: projects, enterprises, claims, trips, receptions, talks. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { CLAIM_FILTERS, OBJECTION_FILTERS, POOL_FILTERS, TRANSFER_FILTERS } from '@/features/claims/filters'
import { FILTERS as ENTERPRISE_FILTERS } from '@/features/enterprises/filters'
import { FILTERS } from '@/features/projects/filters'
import { RESPONSIBILITY_FILTERS } from '@/features/responsibility/filters'
import { APPROVAL_FILTERS, COMPLAINT_FILTERS, GAP_FILTERS, RECORD_FILTERS, TICKET_FILTERS } from '@/features/services/filters'
import { SLIP_FILTERS } from '@/features/supervision/filters'
import { TALK_FILTERS } from '@/features/talks/filters'
import { RECEPTION_FILTERS, FILTERS as TRIP_FILTERS } from '@/features/trips/filters'
import { only } from '@/shared/filters'
import { MONTHLY_SEARCH } from './report-search'
import { root } from './root'

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: (search) => only(search, [...FILTERS, 'sort', 'make'] as const),
  component: lazyRouteComponent(() => import('./ledger-page'), 'LedgerPage'),
})

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$id',
  validateSearch: (search) => only(search, ['tab', 'of', 'at', 'do'] as const),
  component: lazyRouteComponent(() => import('./project-page'), 'ProjectPage'),
})

const myProjects = createRoute({
  getParentRoute: () => root,
  path: '/my-projects',
  validateSearch: (search) => only(search, ['of'] as const),
  component: lazyRouteComponent(() => import('./my-projects-page'), 'MyProjectsPage'),
})

const myProject = createRoute({
  getParentRoute: () => root,
  path: '/my-projects/$id',
  component: lazyRouteComponent(() => import('./my-projects-page'), 'MyProjectPage'),
})

const monthlyReports = createRoute({
  getParentRoute: () => root,
  path: '/monthly-reports',
  validateSearch: (search) => only(search, MONTHLY_SEARCH),
  component: lazyRouteComponent(() => import('./monthly-page'), 'MonthlyPage'),
})

const reportPeriods = createRoute({
  getParentRoute: () => root,
  path: '/report-periods',
  validateSearch: (search) => only(search, ['year'] as const),
  component: lazyRouteComponent(() => import('./monthly-page'), 'PeriodsPage'),
})

const enterprises = createRoute({
  getParentRoute: () => root,
  path: '/enterprises',
  validateSearch: (search) => only(search, [...ENTERPRISE_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./enterprises-list'), 'EnterprisesList'),
})

const enterpriseNew = createRoute({
  getParentRoute: () => root,
  path: '/enterprises/new',
  component: lazyRouteComponent(() => import('./enterprises-edit'), 'EnterpriseNew'),
})

const enterpriseMerges = createRoute({
  getParentRoute: () => root,
  path: '/enterprises/merges',
  component: lazyRouteComponent(() => import('./enterprises-merge'), 'EnterpriseMerges'),
})

const enterprise = createRoute({
  getParentRoute: () => root,
  path: '/enterprises/$id',
  validateSearch: (search) => only(search, ['tab'] as const),
  component: lazyRouteComponent(() => import('./enterprises-detail'), 'EnterprisesDetail'),
})

const enterpriseEdit = createRoute({
  getParentRoute: () => root,
  path: '/enterprises/$id/edit',
  component: lazyRouteComponent(() => import('./enterprises-edit'), 'EnterpriseEdit'),
})

const enterpriseMerge = createRoute({
  getParentRoute: () => root,
  path: '/enterprises/$id/merge',
  validateSearch: (search) => only(search, ['with'] as const),
  component: lazyRouteComponent(() => import('./enterprises-merge'), 'EnterpriseMerge'),
})

const claims = createRoute({
  getParentRoute: () => root,
  path: '/claims',
  validateSearch: (search) => only(search, [...CLAIM_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./claims-page'), 'ClaimsPage'),
})

const claimNew = createRoute({
  getParentRoute: () => root,
  path: '/claims/new',
  validateSearch: (search) => only(search, ['investor'] as const),
  component: lazyRouteComponent(() => import('./claims-page'), 'ClaimRegisterPage'),
})

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claims/$id',
  component: lazyRouteComponent(() => import('./claims-page'), 'ClaimPage'),
})

const objections = createRoute({
  getParentRoute: () => root,
  path: '/claims/objections',
  validateSearch: (search) => only(search, [...OBJECTION_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./claims-disputes-page'), 'ObjectionsPage'),
})

const objection = createRoute({
  getParentRoute: () => root,
  path: '/claims/objections/$id',
  component: lazyRouteComponent(() => import('./claims-disputes-page'), 'ObjectionPage'),
})

const transfers = createRoute({
  getParentRoute: () => root,
  path: '/claims/transfers',
  validateSearch: (search) => only(search, TRANSFER_FILTERS),
  component: lazyRouteComponent(() => import('./claims-disputes-page'), 'TransfersPage'),
})

const transfer = createRoute({
  getParentRoute: () => root,
  path: '/claims/transfers/$id',
  component: lazyRouteComponent(() => import('./claims-disputes-page'), 'TransferPage'),
})

const pool = createRoute({
  getParentRoute: () => root,
  path: '/pool',
  validateSearch: (search) => only(search, [...POOL_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./pool-page'), 'PoolPage'),
})

const poolItem = createRoute({
  getParentRoute: () => root,
  path: '/pool/$id',
  component: lazyRouteComponent(() => import('./pool-page'), 'PoolItemPage'),
})

const trips = createRoute({
  getParentRoute: () => root,
  path: '/trips',
  validateSearch: (search) => only(search, [...TRIP_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./trips-list'), 'TripsPage'),
})

const newTrip = createRoute({
  getParentRoute: () => root,
  path: '/trips/new',
  component: lazyRouteComponent(() => import('./trips-form'), 'NewTripPage'),
})

const trip = createRoute({
  getParentRoute: () => root,
  path: '/trips/$id',
  validateSearch: (search) => only(search, ['tab'] as const),
  component: lazyRouteComponent(() => import('./trips-detail'), 'TripPage'),
})

const editTrip = createRoute({
  getParentRoute: () => root,
  path: '/trips/$id/edit',
  component: lazyRouteComponent(() => import('./trips-form'), 'EditTripPage'),
})

const road = createRoute({
  getParentRoute: () => root,
  path: '/trips/$id/road',
  component: lazyRouteComponent(() => import('./trips-road'), 'RoadPage'),
})

const debrief = createRoute({
  getParentRoute: () => root,
  path: '/trips/$id/debrief',
  component: lazyRouteComponent(() => import('./trips-debrief'), 'DebriefPage'),
})

const receptions = createRoute({
  getParentRoute: () => root,
  path: '/receptions',
  validateSearch: (search) => only(search, [...RECEPTION_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./trips-receptions'), 'ReceptionsPage'),
})

const newReception = createRoute({
  getParentRoute: () => root,
  path: '/receptions/new',
  component: lazyRouteComponent(() => import('./trips-reception-form'), 'NewReceptionPage'),
})

const reception = createRoute({
  getParentRoute: () => root,
  path: '/receptions/$id',
  component: lazyRouteComponent(() => import('./trips-reception'), 'ReceptionPage'),
})

const editReception = createRoute({
  getParentRoute: () => root,
  path: '/receptions/$id/edit',
  component: lazyRouteComponent(() => import('./trips-reception-form'), 'EditReceptionPage'),
})

const slips = createRoute({
  getParentRoute: () => root,
  path: '/slips',
  validateSearch: (search) => only(search, [...SLIP_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./slips-pages'), 'SlipsPage'),
})

const slip = createRoute({
  getParentRoute: () => root,
  path: '/slips/$id',
  component: lazyRouteComponent(() => import('./slips-pages'), 'SlipPage'),
})

const colours = createRoute({
  getParentRoute: () => root,
  path: '/colours',
  validateSearch: (search) => only(search, ['q', 'colour', 'lead_unit_id'] as const),
  component: lazyRouteComponent(() => import('./slips-pages'), 'ColoursPage'),
})

const talks = createRoute({
  getParentRoute: () => root,
  path: '/talks',
  validateSearch: (search) => only(search, [...TALK_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./talks-pages'), 'TalksPage'),
})

const talk = createRoute({
  getParentRoute: () => root,
  path: '/talks/$id',
  component: lazyRouteComponent(() => import('./talks-pages'), 'TalkPage'),
})

const tickets = createRoute({
  getParentRoute: () => root,
  path: '/tickets',
  validateSearch: (search) => only(search, [...TICKET_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./services-pages'), 'TicketsPage'),
})

const ticket = createRoute({
  getParentRoute: () => root,
  path: '/tickets/$id',
  component: lazyRouteComponent(() => import('./services-pages'), 'TicketPage'),
})

const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approval-items',
  validateSearch: (search) => only(search, [...APPROVAL_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./services-pages'), 'ApprovalsPage'),
})

const complaints = createRoute({
  getParentRoute: () => root,
  path: '/complaints',
  validateSearch: (search) => only(search, [...COMPLAINT_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./services-pages'), 'ComplaintsPage'),
})

const complaint = createRoute({
  getParentRoute: () => root,
  path: '/complaints/$id',
  component: lazyRouteComponent(() => import('./services-pages'), 'ComplaintPage'),
})

const records = createRoute({
  getParentRoute: () => root,
  path: '/service-records',
  validateSearch: (search) => only(search, [...RECORD_FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./services-pages'), 'RecordsPage'),
})

const gaps = createRoute({
  getParentRoute: () => root,
  path: '/contact-gaps',
  validateSearch: (search) => only(search, [...GAP_FILTERS] as const),
  component: lazyRouteComponent(() => import('./services-pages'), 'GapsPage'),
})

const responsibility = createRoute({
  getParentRoute: () => root,
  path: '/responsibility',
  validateSearch: (search) => only(search, RESPONSIBILITY_FILTERS),
  component: lazyRouteComponent(() => import('./responsibility-page'), 'ResponsibilityPage'),
})

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: (search) => only(search, ['tab', 'kind'] as const),
  component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
})

export const workRoutes = [
  inbox,
  responsibility,
  projects,
  project,
  myProjects,
  myProject,
  monthlyReports,
  reportPeriods,
  enterprises,
  enterpriseNew,
  enterpriseMerges,
  enterprise,
  enterpriseEdit,
  enterpriseMerge,
  claims,
  claimNew,
  claim,
  objections,
  objection,
  transfers,
  transfer,
  pool,
  poolItem,
  trips,
  newTrip,
  trip,
  editTrip,
  road,
  debrief,
  receptions,
  newReception,
  reception,
  editReception,
  slips,
  slip,
  colours,
  talks,
  talk,
  tickets,
  ticket,
  approvals,
  complaints,
  complaint,
  records,
  gaps,
] as const
