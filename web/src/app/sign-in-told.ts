import { useEffect, useState } from 'react'
import { type SignInView, signInPage } from '@/api/session'

/** What the API tells who has not signed in yet; null until it has. */
export function useSignInPage(): SignInView | null {
  const [page, setPage] = useState<SignInView | null>(null)
  useEffect(() => {
    let gone = false
    void signInPage().then((told) => {
      if (!gone) setPage(told)
    })
    return () => {
      gone = true
    }
  }, [])
  return page
}
