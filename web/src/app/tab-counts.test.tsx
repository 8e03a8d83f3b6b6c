import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { transitions } from '@/test/projects'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { useTabCounts } from './tab-counts'

function Counts() {
  return <p>{JSON.stringify(useTabCounts(5))}</p>
}

it('says what the API counts, and nothing of what one may not read', async () => {
  const counts = { talks: 34, procedures: null, tickets: null, services: null, slips: 0, funds_entries: 2, history: 61 }
  server.use(answers('/projects/5/transitions', transitions(5)), answers('/projects/5/counts', counts))
  show(<Counts />)
  expect(await screen.findByText('{"talks":34,"supervision":0,"funds":2,"history":61}')).toBeTruthy()
})
