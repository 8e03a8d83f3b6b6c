/** What stands around a page: the workbench, or nothing at all where the page is a paper to print. */
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useKeptSettings } from '@/shared/kept'
import { Shell } from './shell'

export function Frame() {
  useKeptSettings()
  const paper = useRouterState({ select: (state) => state.location.pathname.startsWith('/print/') })
  if (!paper) return <Shell />
  return (
    <main id="main-content">
      <Outlet />
    </main>
  )
}
