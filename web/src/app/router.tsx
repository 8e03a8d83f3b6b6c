/** Addresses of the application. Filters, tab and sort live in them; a link that lacks what its page needs does not compile. */
import { createRoute, createRouter, type ErrorComponentProps, redirect } from '@tanstack/react-router'
import { parseSearch, stringifySearch } from '@/shared/filters'
import { Broken } from '@/shared/ui/broken'
import { Home } from './home'
import { root } from './root'
import { figureRoutes } from './routes-figures'
import { officeRoutes } from './routes-office'
import { printRoutes } from './routes-print'
import { workRoutes } from './routes-work'

/** Once more what failed; the pages around it, the session and what is written stay. */
const Failed = ({ reset }: ErrorComponentProps) => (
  <Broken
    reset={() => {
      reset()
      void router.invalidate()
    }}
  />
)

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

/** Where one signs in has no address of its own: whoever kept one, or follows one from elsewhere, and is in, is let through. */
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: () => {
    throw redirect({ to: '/', replace: true })
  },
})

let shown = ''
/** The page scrolls inside the frame: another page begins at its top, another tab of one page stays where it is. */
const scroller = () => {
  const content = document.getElementById('main-content')
  const another = shown !== location.pathname || document.querySelector('.docs') !== null
  shown = location.pathname
  return another ? content : null
}

export const router = createRouter({
  routeTree: root.addChildren([home, signIn, ...workRoutes, ...figureRoutes, ...officeRoutes, ...printRoutes]),
  defaultErrorComponent: Failed,
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
