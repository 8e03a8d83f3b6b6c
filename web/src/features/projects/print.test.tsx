import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { LedgerPaper } from './print'

addWords('projects', words)

const item = (n: number) => ({
  id: n,
  number: `XM-${n}`,
  name: `铜箔项目${n}`,
  stage: 'signed',
  total_investment_yuan: 20_000,
  colour: { colour: 'red' },
})
const page = (url: URL, total: number) => {
  const [at, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))]
  const from = (at - 1) * size
  return { items: Array.from({ length: Math.max(0, Math.min(size, total - from)) }, (_, i) => item(from + i + 1)), total }
}
const paper = () => show(<LedgerPaper filters={{ stage: 'signed' }} sort={undefined} by="招必达" onBack={() => undefined} />)

beforeEach(() => {
  server.use(
    answers('/projects/summary', { count: 210, total_investment_yuan: 8_600_000 }),
    answers('/me/preferences', { lists: {}, version: 1 }),
    answers('/list-conditions', { words: '阶段：签约', conditions: [] }),
  )
})

describe('the ledger on paper', () => {
  it('has every row, the filter in words, the sums of the API, and who printed it', async () => {
    server.use(answers('/projects', (url) => page(url, 210)))
    paper()
    expect(await screen.findByText('铜箔项目210')).toBeTruthy()
    expect(document.querySelectorAll('tr')).toHaveLength(212) // head and sums
    expect(screen.getByText('条件：阶段：签约')).toBeTruthy()
    expect(screen.getByText('合计 210项').closest('tr')?.textContent).toContain('860')
    expect(screen.getAllByText('■红')).toHaveLength(210)
    expect(screen.getByText('签约日期').className).toBe('whole')
    expect(screen.getByText(/^打印人：招必达/)).toBeTruthy()
    expect(screen.getByText(/^截至/)).toBeTruthy()
  })

  it('says to narrow or to export what is too long for paper', async () => {
    server.use(answers('/projects', (url) => page(url, 2001)))
    paper()
    expect((await screen.findByRole('alert')).textContent).toContain('共2001项，一次最多打印2000行')
    expect(screen.getByRole('button', { name: '导出' })).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    expect((screen.getByRole('button', { name: '打印' }) as HTMLButtonElement).disabled).toBe(true)
  })
})
