/** Somebody was faster (412): who, when and what, as far as the API tells; and the tag of what is there now. */
import { body, client, tagOf } from '@/api/client'
import { ApiError } from '@/api/errors'
import { i18n } from '@/i18n'
import { brief } from './dates'

export type Faster = { who: string; at: string; what: string }

export const isStale = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 412

/** The tag that the next write must carry, made of what the refusal brought. */
export function tagNow(error: ApiError): string | undefined {
  const version = error.problem.current?.['version']
  return typeof version === 'number' ? tagOf({ version }) : undefined
}

/** Which timeline tells of what was refused; both hold what was done to the parts as well. */
const TIMELINES = [
  {
    path: /^\/api\/v1\/projects\/(\d+)(\/|$)/,
    ask: (id: number) => body(client.GET('/api/v1/projects/{id}/history', { params: { path: { id }, query: { per_page: 20 } } })),
  },
  {
    path: /^\/api\/v1\/negotiation-trips\/(\d+)(\/|$)/,
    ask: (id: number) =>
      body(client.GET('/api/v1/negotiation-trips/{id}/history', { params: { path: { id }, query: { per_page: 20 } } })),
  },
]

/** Where no timeline tells, at least when it was changed; nothing at all when not even that is known. */
export async function whoWasFaster(error: ApiError): Promise<Faster | null> {
  const changed = error.problem.current?.['updated_at']
  const at = typeof changed === 'string' ? changed : undefined
  for (const { path, ask } of TIMELINES) {
    const id = Number(path.exec(error.path)?.[1])
    if (!id) continue
    const { items } = await ask(id).catch(() => ({ items: [] }))
    const event = items.find((one) => one.at === at) ?? items[0]
    if (!event) continue
    const place = event.changes.find((one) => ['stage', 'end_state'].includes(one.field) && one.after)
    return {
      who: event.actor_name || i18n.t('timeline.system'),
      at: event.at,
      what: typeof place?.after === 'string' ? i18n.t('stale.to', { what: event.title, to: place.after }) : event.title,
    }
  }
  return at ? { who: '', at, what: '' } : null
}

/** For a head: `王某 10:32`. */
export const shortly = (faster: Faster | null): string | undefined =>
  faster ? [faster.who, brief(faster.at)].filter(Boolean).join(' ') : undefined

/** As a sentence: what happened since one looked. */
export function inWords(faster: Faster | null): string {
  const { t } = i18n
  if (!faster) return t('stale.somebody')
  const at = brief(faster.at)
  return faster.what ? t('stale.told', { who: faster.who, at, what: faster.what }) : t('stale.when', { at })
}
