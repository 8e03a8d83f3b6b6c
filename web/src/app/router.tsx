/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router'
import { EXPORT_FILTERS, TEMPLATE_FILTERS } from '@/features/exports/filters'
import { FILTERS as IMPORT_FILTERS } from '@/features/imports/filters'
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
    imports,
    newImport,
    oneImport,
    exports,
    templates,
    newTemplate,
    template,
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
