/** How much is behind each tab of a project, as the API counts it: asked when what is read first is there. */
import { useQuery } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import { fundsQuery, recentQuery, transitionsQuery } from '@/features/projects/api'

type Counted = { may: string; room: string; path: string }

export function useTabCounts(id: number, can: readonly string[]): Readonly<Record<string, number | undefined>> {
  const enabled = useQuery(transitionsQuery(id)).isSuccess
  /** A list is counted by its first row. The key begins with its room, so that a write there counts anew. */
  const useTotal = ({ may, room, path }: Counted) =>
    useQuery({
      queryKey: [room, 'count-of', path, id],
      enabled: enabled && can.includes(may),
      queryFn: async ({ signal }) => {
        // all of them take these, and say how many there are
        const params = { query: { project_id: id, per_page: 1 } }
        return (await body(client.GET(path as '/api/v1/talks', { params, signal }))).total
      },
    }).data
  return {
    talks: useTotal({ may: 'talk.read', room: 'talks', path: '/api/v1/talks' }),
    procedures: useTotal({ may: 'approval.read', room: 'services', path: '/api/v1/approval-items' }),
    tickets: useTotal({ may: 'ticket.read', room: 'services', path: '/api/v1/tickets' }),
    services: useTotal({ may: 'service.read', room: 'services', path: '/api/v1/service-records' }),
    supervision: useTotal({ may: 'slip.read', room: 'slips', path: '/api/v1/slips' }),
    // these are given whole, or are asked for anyway
    funds: useQuery({ ...fundsQuery(id), enabled }).data?.items.length,
    history: useQuery({ ...recentQuery(id), enabled }).data?.total,
  }
}
