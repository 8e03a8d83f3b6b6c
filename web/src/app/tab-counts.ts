/** How much is behind each tab of a project, as the API counts it: asked when what is read first is there. */
import { useQuery } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import { transitionsQuery } from '@/features/projects/api'

export function useTabCounts(id: number): Readonly<Record<string, number | undefined>> {
  const enabled = useQuery(transitionsQuery(id)).isSuccess
  const counts = useQuery({
    // in the room of the project, which every write about it asks for anew
    queryKey: ['projects', 'counts', id],
    enabled,
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/counts', { params: { path: { id } }, signal })),
  }).data
  const { talks, procedures, tickets, services, slips, funds_entries, history } = counts ?? {}
  const known = (count: number | null | undefined) => count ?? undefined
  return {
    talks: known(talks),
    procedures: known(procedures),
    tickets: known(tickets),
    services: known(services),
    supervision: known(slips),
    funds: funds_entries,
    history,
  }
}
