/** A request as it is tried, and as a command line would send it. */
import { renewed, session } from '@/api/session'
import type { Operation } from './contract'

export type Values = {
  /** By place and name, as `path id`. */
  params: Readonly<Record<string, string>>
  body: string
  file: File | null
}
/** Who asks: the person at this page, or a pasted token, which lives in the memory of the page only. */
export type Identity = { kind: 'session' } | { kind: 'token'; token: string }
export type Tried = {
  status: number
  milliseconds: number
  headers: [string, string][]
  body: string
  /** Something that is no text: its size in bytes. */
  bytes: number | null
}

export const nameOf = (place: string, name: string): string => `${place} ${name}`

export function addressOf(operation: Operation, values: Values): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const given = values.params[nameOf('path', name)]
    return given ? encodeURIComponent(given) : whole
  })
  const query = new URLSearchParams()
  for (const one of operation.params) {
    const given = values.params[nameOf('query', one.name)]
    if (one.in === 'query' && given) query.set(one.name, given)
  }
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return path + (text ? `?${text}` : '')
}

export function headersOf(operation: Operation, values: Values): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const one of operation.params) {
    const given = values.params[nameOf('header', one.name)]
    if (one.in === 'header' && given) headers[one.name] = given
  }
  const type = operation.body?.type
  if (type && type !== 'multipart/form-data') headers['Content-Type'] = type
  return headers
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

export function curlOf(operation: Operation, values: Values, origin: string): string {
  const parts = ['curl']
  if (operation.method !== 'GET') parts.push(`-X ${operation.method}`)
  parts.push(quoted(origin + addressOf(operation, values)))
  const lines = operation.open ? [] : [`-H ${quoted('Authorization: Bearer $TOKEN').replaceAll("'", '"')}`]
  for (const [name, value] of Object.entries(headersOf(operation, values))) lines.push(`-H ${quoted(`${name}: ${value}`)}`)
  if (operation.body?.type === 'multipart/form-data') lines.push(`-F ${quoted(`file=@${values.file?.name ?? 'file.pdf'}`)}`)
  else if (operation.body && values.body) lines.push(`-d ${quoted(values.body)}`)
  return [parts.join(' '), ...lines].join(' \\\n  ')
}

const isText = (type: string): boolean => /json|^text\//.test(type)

export async function attempt(operation: Operation, values: Values, identity: Identity): Promise<Tried> {
  const begun = performance.now()
  let response = await ask(operation, values, identity)
  if (response.status === 401 && identity.kind === 'session' && (await renewed())) {
    await response.arrayBuffer() // an unread answer stays open
    response = await ask(operation, values, identity)
  }
  const content = await response.blob()
  const text = isText(response.headers.get('Content-Type') ?? '') || content.size === 0
  return {
    status: response.status,
    milliseconds: Math.round(performance.now() - begun),
    headers: [...response.headers],
    body: text ? pretty(await content.text()) : '',
    bytes: text ? null : content.size,
  }
}

function ask(operation: Operation, values: Values, identity: Identity): Promise<Response> {
  const headers = headersOf(operation, values)
  const token = identity.kind === 'token' ? identity.token.trim() : session.token()
  if (token && !operation.open) headers['Authorization'] = `Bearer ${token}`
  let body: BodyInit | undefined
  if (operation.body?.type === 'multipart/form-data') {
    const form = new FormData()
    if (values.file) form.append('file', values.file)
    body = form
  } else if (operation.body && values.body) body = values.body
  return fetch(addressOf(operation, values), {
    method: operation.method,
    headers,
    cache: 'no-store',
    // somebody else's token must not be helped by my cookie
    credentials: identity.kind === 'token' ? 'omit' : 'same-origin',
    ...(body === undefined ? {} : { body }),
  })
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
