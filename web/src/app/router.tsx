/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router'
import { FILTERS } from '@/features/projects/api'
import { RECEPTION_FILTERS, FILTERS as TRIP_FILTERS } from '@/features/trips/filters'
import { only, parseSearch, stringifySearch } from '@/shared/filters'
import { NotFound } from './not-found'
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

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    projects,
    project,
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
  ]),
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
