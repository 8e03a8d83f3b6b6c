import { isRedirect } from '@tanstack/react-router'
import { expect, it } from 'vitest'
import { router } from './router'

it('leads from the address of a sign-in to where one lands, and knows no address it does not have', () => {
  const enter = router.routesByPath['/sign-in'].options.beforeLoad as unknown as () => void
  let thrown: unknown
  try {
    enter()
  } catch (error) {
    thrown = error
  }
  expect(isRedirect(thrown) && thrown.options.to).toBe('/')
  expect(Object.keys(router.routesByPath)).not.toContain('/no-such-page')
})
