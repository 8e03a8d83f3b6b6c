import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { transitions } from '@/test/projects'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { useTabCounts } from './tab-counts'

function Counts({ can }: { can: string[] }) {
  return <p>{JSON.stringify(useTabCounts(5, can))}</p>
}

it('counts by the total of the API what one may read, and says nothing of the rest', async () => {
  const total = (n: number) => (url: URL) => {
    expect([url.searchParams.get('project_id'), url.searchParams.get('per_page')]).toEqual(['5', '1'])
    return { items: [], total: n, per_page: 1 } as never
  }
  server.use(
    answers('/projects/5/transitions', transitions(5)),
    answers('/talks', total(34)),
    answers('/slips', total(0)),
    answers('/projects/5/funds', { items: [{}, {}], totals: {} } as never),
    answers('/projects/5/history', { items: [], total: 61 } as never),
  )
  show(<Counts can={['talk.read', 'slip.read']} />)
  expect(await screen.findByText('{"talks":34,"supervision":0,"funds":2,"history":61}')).toBeTruthy()
})
