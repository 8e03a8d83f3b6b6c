/** After something was done with a trip: said in words, and what is on the screen read again. */
import { useQueryClient } from '@tanstack/react-query'
import { say } from '@/shared/ui/said'
import { tripKeys } from './api'

export function useDone(): (text: string) => void {
  const queries = useQueryClient()
  return (text) => {
    say(text)
    void queries.invalidateQueries({ queryKey: tripKeys.all })
  }
}
