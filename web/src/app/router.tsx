/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router'
import { CLAIM_FILTERS, OBJECTION_FILTERS, POOL_FILTERS, TRANSFER_FILTERS } from '@/features/claims/filters'
import { FILTERS as ENTERPRISE_FILTERS } from '@/features/enterprises/filters'
import { EXPORT_FILTERS, TEMPLATE_FILTERS } from '@/features/exports/filters'
import { FILTERS as IMPORT_FILTERS } from '@/features/imports/filters'
import { FILTERS } from '@/features/projects/api'
import { RECEPTION_FILTERS, FILTERS as TRIP_FILTERS } from '@/features/trips/filters'
import { only, parseSearch, stringifySearch } from '@/shared/filters'
import { Frame } from './frame'
import { NotFound } from './not-found'
import { SEARCH } from './report-search'
import { Shell } from './shell'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <Navigate to="/projects" replace /> })

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: (search) => only(search, [...FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./ledger-page'), 'LedgerPage'),
})

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$id',
  validateSearch: (search) => only(search, ['tab'] as const),
  component: lazyRouteComponent(() => import('./project-page'), 'ProjectPage'),
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
  validateSearch: (search) => only(search, CLAIM_FILTERS),
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

const apiDocs = createRoute({
  getParentRoute: () => root,
  path: '/api-docs',
  validateSearch: (search) => only(search, ['op', 'show', 'lang'] as const),
  component: lazyRouteComponent(() => import('./docs-page'), 'ApiDocsPage'),
})

let shown = ''
/** The page scrolls inside the frame: another page begins at its top, another tab of one page stays where it is. */
const scroller = () => {
  const content = document.getElementById('content')
  const another = shown !== location.pathname || document.querySelector('.docs') !== null
  shown = location.pathname
  return another ? content : null
}

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

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  validateSearch: (search) => only(search, IMPORT_FILTERS),
  component: lazyRouteComponent(() => import('./import-list-page'), 'ImportListPage'),
})
const newImport = createRoute({
  getParentRoute: () => root,
  path: '/imports/new',
  validateSearch: (search) => only(search, ['into'] as const),
  component: lazyRouteComponent(() => import('./import-page'), 'ImportStartPage'),
})
const oneImport = createRoute({
  getParentRoute: () => root,
  path: '/imports/$id',
  validateSearch: (search) => only(search, ['step', 'status'] as const),
  component: lazyRouteComponent(() => import('./import-page'), 'ImportPage'),
})

const exports = createRoute({
  getParentRoute: () => root,
  path: '/exports',
  validateSearch: (search) => only(search, EXPORT_FILTERS),
  component: lazyRouteComponent(() => import('./export-list-page'), 'ExportListPage'),
})
const templates = createRoute({
  getParentRoute: () => root,
  path: '/export-templates',
  validateSearch: (search) => only(search, TEMPLATE_FILTERS),
  component: lazyRouteComponent(() => import('./template-list-page'), 'TemplateListPage'),
})
const newTemplate = createRoute({
  getParentRoute: () => root,
  path: '/export-templates/new',
  validateSearch: (search) => only(search, ['list', 'from'] as const),
  component: lazyRouteComponent(() => import('./template-page'), 'NewTemplatePage'),
})
const template = createRoute({
  getParentRoute: () => root,
  path: '/export-templates/$id',
  component: lazyRouteComponent(() => import('./template-page'), 'TemplatePage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    projects,
    project,
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
    apiDocs,
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
    imports,
    newImport,
    oneImport,
    exports,
    templates,
    newTemplate,
    template,
  ]),
const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/dashboard',
  validateSearch: (search) => only(search, SEARCH.dashboard),
  component: lazyRouteComponent(() => import('./reports-dashboard'), 'DashboardPage'),
})

const rates = createRoute({
  getParentRoute: () => root,
  path: '/rates',
  validateSearch: (search) => only(search, SEARCH.rates),
  component: lazyRouteComponent(() => import('./reports-rates'), 'RatesPage'),
})

const rateProjects = createRoute({
  getParentRoute: () => root,
  path: '/rates/projects',
  validateSearch: (search) => only(search, SEARCH.rateProjects),
  component: lazyRouteComponent(() => import('./reports-lists'), 'RateProjectsPage'),
})

const targets = createRoute({
  getParentRoute: () => root,
  path: '/targets',
  validateSearch: (search) => only(search, SEARCH.targets),
  component: lazyRouteComponent(() => import('./reports-targets'), 'TargetsPage'),
})

const progressProjects = createRoute({
  getParentRoute: () => root,
  path: '/targets/projects',
  validateSearch: (search) => only(search, SEARCH.progressProjects),
  component: lazyRouteComponent(() => import('./reports-lists'), 'ProgressProjectsPage'),
})

const effects = createRoute({
  getParentRoute: () => root,
  path: '/effects',
  validateSearch: (search) => only(search, SEARCH.effects),
  component: lazyRouteComponent(() => import('./reports-effects'), 'EffectsPage'),
})

const effectRecords = createRoute({
  getParentRoute: () => root,
  path: '/effects/$figure',
  validateSearch: (search) => only(search, SEARCH.effects),
  component: lazyRouteComponent(() => import('./reports-lists'), 'EffectRecordsPage'),
})

const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  validateSearch: (search) => only(search, FILTERS),
  component: lazyRouteComponent(() => import('./reports-board'), 'BoardPage'),
})

const figures = [dashboard, rates, rateProjects, targets, progressProjects, effects, effectRecords, board] as const

export const router = createRouter({
  routeTree: root.addChildren([home, projects, project, ...figures]),
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  scrollRestoration: true,
  scrollToTopSelectors: ['.docs-part', scroller],
  parseSearch,
  stringifySearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
