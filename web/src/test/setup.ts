import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { server } from './server'
// a field of a day can be written into only when its calendar is there; whether another file has read it is chance
import '@/shared/form/day-picker'

// a busy machine is slow, not wrong
configure({ asyncUtilTimeout: 5000 })

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup() // files share one window
  server.resetHandlers()
  localStorage.clear()
})
afterAll(() => server.close())
