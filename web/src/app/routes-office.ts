/** Addresses of what keeps the house: data in and out, administration, the page about the API. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { EXPORT_FILTERS, TEMPLATE_FILTERS } from '@/features/exports/filters'
import { FILTERS as IMPORT_FILTERS, MAPPING_FILTERS } from '@/features/imports/filters'
import { JOURNAL_FILTERS } from '@/features/journal/filters'
import { CHANNEL_FILTERS, MESSAGE_FILTERS } from '@/features/notices/filters'
import { TOKEN_FILTERS, UNIT_FILTERS, USER_FILTERS } from '@/features/people/filters'
import { only } from '@/shared/filters'
import { root } from './root'

const apiDocs = createRoute({
  getParentRoute: () => root,
  path: '/api-docs',
  validateSearch: (search) => only(search, ['op', 'show', 'lang'] as const),
  component: lazyRouteComponent(() => import('./docs-page'), 'ApiDocsPage'),
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

const importMappings = createRoute({
  getParentRoute: () => root,
  path: '/import-mappings',
  validateSearch: (search) => only(search, MAPPING_FILTERS),
  component: lazyRouteComponent(() => import('./import-mappings-page'), 'ImportMappingsPage'),
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

const channels = createRoute({
  getParentRoute: () => root,
  path: '/admin/channels',
  validateSearch: (search) => only(search, CHANNEL_FILTERS),
  component: lazyRouteComponent(() => import('./channels-page'), 'ChannelsPage'),
})

const messages = createRoute({
  getParentRoute: () => root,
  path: '/admin/channels/messages',
  validateSearch: (search) => only(search, MESSAGE_FILTERS),
  component: lazyRouteComponent(() => import('./channels-page'), 'MessagesPage'),
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

export const officeRoutes = [
  apiDocs,
  imports,
  newImport,
  oneImport,
  exports,
  importMappings,
  templates,
  newTemplate,
  template,
  units,
  users,
  user,
  sessions,
  tokens,
  token,
  channels,
  messages,
  rules,
  rule,
  calendar,
  journal,
] as const
