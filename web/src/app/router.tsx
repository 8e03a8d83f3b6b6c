/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router'
import { FILTERS } from '@/features/projects/api'
import { only, parseSearch, stringifySearch } from '@/shared/filters'
import { NotFound } from './not-found'
import { SEARCH } from './report-search'
import { Shell } from './shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

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
  parseSearch,
  stringifySearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
