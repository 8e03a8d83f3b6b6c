/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router'
import { FILTERS as ENTERPRISE_FILTERS } from '@/features/enterprises/filters'
import { FILTERS } from '@/features/projects/api'
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
