/** The API of the tests: answers typed by the contract; a request nobody expected fails the test. */
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import type { components } from '@/api/schema'

type Schemas = components['schemas']

export const server = setupServer()

export const me = (more: Partial<Schemas['Me']> = {}): Schemas['Me'] => ({
  name: '王芳',
  can: ['me.read', 'project.read'],
  reach: 'city',
  roles: [],
  must_change_password: false,
  ...more,
})

export const problem = (status: number, code: string, more: Partial<Schemas['Problem']> = {}) =>
  HttpResponse.json(
    {
      type: `https://chengfeng.invalid/problems/${code}`,
      title: '没有办成',
      status,
      code,
      detail: '原因与怎么办',
      ...more,
    } satisfies Schemas['Problem'],
    {
      status,
      headers: { 'Content-Type': 'application/problem+json' },
    },
  )

/** A GET of the API that answers this. */
export const answers = <T>(path: string, body: T | ((url: URL) => T)) =>
  http.get(`*/api/v1${path}`, ({ request }) =>
    HttpResponse.json((typeof body === 'function' ? (body as (url: URL) => T)(new URL(request.url)) : body) as object),
  )
