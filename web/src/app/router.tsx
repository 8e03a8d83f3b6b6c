/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { JOURNAL_FILTERS } from '@/features/journal/filters'
import { TOKEN_FILTERS, UNIT_FILTERS, USER_FILTERS } from '@/features/people/filters'
import { FILTERS } from '@/features/projects/api'
import { only, parseSearch, stringifySearch } from '@/shared/filters'
import { Home } from './home'
import { NotFound } from './not-found'
import { Shell } from './shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

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

const units = createRoute({
  getParentRoute: () => root,
  path: '/admin/units',
  validateSearch: (search) => only(search, UNIT_FILTERS),
  component: lazyRouteComponent(() => import('./people-units'), 'UnitsPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/admin/users',
  validateSearch: (search) => only(search, USER_FILTERS),
  component: lazyRouteComponent(() => import('./people-users'), 'UsersPage'),
})

const user = createRoute({
  getParentRoute: () => root,
  path: '/admin/users/$id',
  component: lazyRouteComponent(() => import('./people-users'), 'UserPage'),
})

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./people-sessions'), 'SessionsPage'),
})

const tokens = createRoute({
  getParentRoute: () => root,
  path: '/admin/tokens',
  validateSearch: (search) => only(search, TOKEN_FILTERS),
  component: lazyRouteComponent(() => import('./people-tokens'), 'TokensPage'),
})

const token = createRoute({
  getParentRoute: () => root,
  path: '/admin/tokens/$id',
  component: lazyRouteComponent(() => import('./people-tokens'), 'TokenPage'),
})

const rules = createRoute({
  getParentRoute: () => root,
  path: '/admin/rules',
  component: lazyRouteComponent(() => import('./rulesets-pages'), 'RulesPage'),
})

const rule = createRoute({
  getParentRoute: () => root,
  path: '/admin/rules/$kind',
  validateSearch: (search) => only(search, ['from', 'to'] as const),
  component: lazyRouteComponent(() => import('./rulesets-pages'), 'RulePage'),
})

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/admin/calendar',
  validateSearch: (search) => only(search, ['year'] as const),
  component: lazyRouteComponent(() => import('./calendar-year'), 'CalendarPage'),
})

const journal = createRoute({
  getParentRoute: () => root,
  path: '/admin/journal',
  validateSearch: (search) => only(search, JOURNAL_FILTERS),
  component: lazyRouteComponent(() => import('./journal-page'), 'JournalPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    projects,
    project,
    units,
    users,
    user,
    sessions,
    tokens,
    token,
    rules,
    rule,
    calendar,
    journal,
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
