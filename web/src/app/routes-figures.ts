/** Addresses of the figures: dashboard, rates, targets, effects, board. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { FILTERS } from '@/features/projects/filters'
import { only } from '@/shared/filters'
import { SEARCH } from './report-search'
import { root } from './root'

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

export const figureRoutes = [dashboard, rates, rateProjects, targets, progressProjects, effects, effectRecords, board] as const
