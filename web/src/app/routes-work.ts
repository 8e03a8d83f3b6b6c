/** Addresses of the daily work: projects, enterprises, claims, trips, receptions, talks. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { CLAIM_FILTERS, OBJECTION_FILTERS, POOL_FILTERS, TRANSFER_FILTERS } from '@/features/claims/filters'
import { FILTERS as ENTERPRISE_FILTERS } from '@/features/enterprises/filters'
import { FILTERS } from '@/features/projects/filters'
import { RESPONSIBILITY_FILTERS } from '@/features/responsibility/filters'
import { TALK_FILTERS } from '@/features/talks/filters'
import { RECEPTION_FILTERS, FILTERS as TRIP_FILTERS } from '@/features/trips/filters'
import { only } from '@/shared/filters'
import { root } from './root'

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: (search) => only(search, [...FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./ledger-page'), 'LedgerPage'),
})

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$id',
  validateSearch: (search) => only(search, ['tab', 'of', 'at'] as const),
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

const projectPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/project/$id',
  component: lazyRouteComponent(() => import('./project-print-page'), 'ProjectPrintPage'),
})

const tripPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/trip/$id',
  component: lazyRouteComponent(() => import('./trip-print-page'), 'TripPrintPage'),
})

const ledgerPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/ledger',
  validateSearch: (search) => only(search, [...FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./ledger-print-page'), 'LedgerPrintPage'),
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

const claimPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/claim/$id',
  validateSearch: (search) => only(search, ['form'] as const),
  component: lazyRouteComponent(() => import('./claims-print-page'), 'ClaimPrintPage'),
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
  component: lazyRouteComponent(() => import('./trips-receptions'), 'NewReceptionPage'),
})

const reception = createRoute({
  getParentRoute: () => root,
  path: '/receptions/$id',
  component: lazyRouteComponent(() => import('./trips-receptions'), 'ReceptionPage'),
})

const editReception = createRoute({
  getParentRoute: () => root,
  path: '/receptions/$id/edit',
  component: lazyRouteComponent(() => import('./trips-receptions'), 'EditReceptionPage'),
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
  projectPrint,
  ledgerPrint,
  tripPrint,
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
  claimPrint,
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
  talks,
  talk,
] as const
