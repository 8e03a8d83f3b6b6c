/**
 * A part of the page that is loaded when it is first drawn. Unlike React's `lazy` it is drawn in the moment it is there:
 * what stands for it under `Suspense` stays for 300 ms once it was shown, which is right for a page that would flicker and
 * wrong for the way to the first one.
 */
import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react'
import { Broken } from './broken'

export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let found: ComponentType<Props> | null = null
  return function Later({ until, ...props }: Props & { until: ReactNode }) {
    const [state, setState] = useState<'loading' | 'here' | 'failed'>('loading')
    useEffect(() => {
      if (found) return
      let gone = false
      load().then(
        (part) => {
          found = part
          if (!gone) setState('here')
        },
        () => gone || setState('failed'),
      )
      return () => {
        gone = true
      }
    }, [])
    if (found) return createElement(found, props as unknown as Props)
    return state === 'failed' ? <Broken /> : until
  }
}
