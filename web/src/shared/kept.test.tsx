import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import type { components } from '@/api/schema'
import { problem, server } from '@/test/server'
import { useKeptSettings, useLastTemplate } from './kept'
import { useListPreference } from './list/preferences'
import { choose, settingsNow } from './preferences'

type Preferences = components['schemas']['Preferences']

/** The service's side: what it keeps, under which version, and what it was sent. */
let kept: Preferences
let sent: { body: Record<string, unknown>; tag: string | null }[]

beforeEach(() => {
  kept = {
    text_size: 'standard',
    single_keys: true,
    menu_collapsed: false,
    lists: {},
    last_export_template: {},
    version: 3,
    can: [],
  }
  sent = []
  const answer = () => HttpResponse.json(kept, { headers: { ETag: `"${kept.version}"` } })
  server.use(
    http.get('*/api/v1/me/preferences', answer),
    http.put('*/api/v1/me/preferences', async ({ request }) => {
      const body = (await request.json()) as Preferences
      const tag = request.headers.get('If-Match')
      sent.push({ body: { ...body }, tag })
      if (tag !== `"${kept.version}"`) return problem(412, 'precondition.failed')
      kept = { ...kept, ...body, version: kept.version + 1 }
      return answer()
    }),
  )
})

function Workbench() {
  useKeptSettings()
  const [last, remember] = useLastTemplate('projects')
  const [, setProjects] = useListPreference('projects')
  const [, setTrips] = useListPreference('trips')
  const both = () => {
    setProjects({ columns: [], density: 'compact' })
    setTrips({ columns: [], density: 'roomy' })
  }
  return (
    <>
      <output>{last}</output>
      <button type="button" onClick={() => remember(7)}>
        template
      </button>
      <button type="button" onClick={both}>
        lists
      </button>
    </>
  )
}

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Workbench />
    </QueryClientProvider>,
  )

describe('preferences', () => {
  it('are those of the person at whatever machine: the server is asked, the copy here gives way', async () => {
    localStorage.setItem('preferences', JSON.stringify({ text_size: 'standard', single_keys: true, menu_collapsed: false }))
    kept = { ...kept, text_size: 'large', single_keys: false, menu_collapsed: true, last_export_template: { projects: 4 } }
    open()
    await waitFor(() => expect(settingsNow()).toEqual({ text_size: 'large', single_keys: false, menu_collapsed: true }))
    expect(document.documentElement.dataset['size']).toBe('large')
    expect(screen.getByRole('status').textContent).toBe('4')
    expect(sent).toEqual([])
  })

  it('are seen at once and sent with the tag of what was read, whatever else was kept', async () => {
    kept = { ...kept, lists: { trips: { columns: [], density: 'roomy' } }, last_export_template: { projects: 4 } }
    open()
    await screen.findByText('4')
    act(() => choose({ single_keys: false }))
    expect(settingsNow().single_keys).toBe(false)
    await waitFor(() => expect(kept.version).toBe(4))
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      tag: '"3"',
      body: { single_keys: false, last_export_template: { projects: 4 }, lists: { trips: { density: 'roomy' } } },
    })
    await userEvent.click(screen.getByRole('button', { name: 'template' }))
    await waitFor(() => expect(kept.last_export_template).toEqual({ projects: 7 }))
    expect(screen.getByRole('status').textContent).toBe('7')
  })

  it('are changed once more over what another window has kept meanwhile', async () => {
    open()
    await screen.findByText('0')
    await waitFor(() => expect(settingsNow().text_size).toBe('standard'))
    kept = { ...kept, single_keys: false, version: 9 }
    act(() => choose({ text_size: 'large' }))
    await waitFor(() => expect(kept.version).toBe(10))
    expect(kept).toMatchObject({ text_size: 'large', single_keys: false })
    expect(sent.map((one) => one.tag)).toEqual(['"3"', '"9"'])
    await waitFor(() => expect(settingsNow().single_keys).toBe(false))
  })

  it('loses neither of two lists that were changed one after the other', async () => {
    open()
    await screen.findByText('0')
    await userEvent.click(screen.getByRole('button', { name: 'lists' }))
    await waitFor(() => expect(kept.version).toBe(4), { timeout: 3000 })
    expect(kept.lists).toMatchObject({ projects: { density: 'compact' }, trips: { density: 'roomy' } })
    expect(sent).toHaveLength(1)
  })

  it('go with the next change when no server was there, and to nobody once he has left', async () => {
    const { unmount } = open()
    await screen.findByText('0')
    server.use(http.put('*/api/v1/me/preferences', () => HttpResponse.error(), { once: true }))
    act(() => choose({ menu_collapsed: true }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    act(() => choose({ text_size: 'large' }))
    await waitFor(() => expect(kept.version).toBe(4))
    expect(kept).toMatchObject({ menu_collapsed: true, text_size: 'large' })
    unmount()
    choose({ text_size: 'standard' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(sent).toHaveLength(1)
  })
})
