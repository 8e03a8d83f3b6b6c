/** Addresses of what is printed, outside the frame. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { JOURNAL_FILTERS } from '@/features/journal/filters'
import { FILTERS } from '@/features/projects/filters'
import { only } from '@/shared/filters'
import { MONTHLY_SEARCH, SEARCH } from './report-search'
import { root } from './root'

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

const tripReportPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/trip/$id/report',
  component: lazyRouteComponent(() => import('./trip-report-print-page'), 'TripReportPrintPage'),
})

const receptionPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/reception/$id',
  component: lazyRouteComponent(() => import('./reception-print-page'), 'ReceptionPrintPage'),
})

const ledgerPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/ledger',
  validateSearch: (search) => only(search, [...FILTERS, 'sort'] as const),
  component: lazyRouteComponent(() => import('./ledger-print-page'), 'LedgerPrintPage'),
})

const claimPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/claim/$id',
  validateSearch: (search) => only(search, ['form'] as const),
  component: lazyRouteComponent(() => import('./claims-print-page'), 'ClaimPrintPage'),
})

const slipPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/slip/$id',
  component: lazyRouteComponent(() => import('./slip-print-page'), 'SlipPrintPage'),
})

const inboxPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/inbox',
  validateSearch: (search) => only(search, ['tab', 'kind'] as const),
  component: lazyRouteComponent(() => import('./inbox-print-page'), 'InboxPrintPage'),
})

const enterprisePrint = createRoute({
  getParentRoute: () => root,
  path: '/print/enterprise/$id',
  component: lazyRouteComponent(() => import('./enterprise-print-page'), 'EnterprisePrintPage'),
})

const monthlyPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/monthly',
  validateSearch: (search) => only(search, MONTHLY_SEARCH),
  component: lazyRouteComponent(() => import('./monthly-print-page'), 'MonthlyPrintPage'),
})

const dashboardPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/dashboard',
  validateSearch: (search) => only(search, SEARCH.dashboard),
  component: lazyRouteComponent(() => import('./dashboard-print-page'), 'DashboardPrintPage'),
})

const journalPrint = createRoute({
  getParentRoute: () => root,
  path: '/print/journal',
  validateSearch: (search) => only(search, JOURNAL_FILTERS),
  component: lazyRouteComponent(() => import('./journal-print-page'), 'JournalPrintPage'),
})

export const printRoutes = [
  projectPrint,
  tripPrint,
  tripReportPrint,
  receptionPrint,
  ledgerPrint,
  claimPrint,
  slipPrint,
  inboxPrint,
  enterprisePrint,
  monthlyPrint,
  dashboardPrint,
  journalPrint,
] as const
