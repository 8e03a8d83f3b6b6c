/** What a page asks and sends while its session has ended under it. */
import { HttpResponse, http } from 'msw'
import { expect, it } from 'vitest'
import { me, problem, server } from '@/test/server'
import { body, client } from './client'
import { isOffline } from './errors'
import { lock, session, signIn, signOut } from './session'

const view = {
  access_token: 'first',
  token_type: 'Bearer',
  expires_in: 900,
  must_change_password: false,
  session_id: 1,
  user: { id: 1, username: 'wang.fang', name: '王芳', unit_id: 1, unit_name: '某局', roles: [] },
}

/** A service that knows the token `second` only, and answers it so: the first one has been locked away. */
async function locked(answer: () => Response = () => HttpResponse.json(me())): Promise<void> {
  let token = 'first'
  server.use(
    http.post('*/api/v1/auth/login', () => HttpResponse.json({ ...view, access_token: token })),
    http.post('*/api/v1/auth/logout', () => new HttpResponse(null, { status: 204 })),
    http.post('*/api/v1/auth/refresh', () => problem(401, 'auth.invalid')),
    http.all('*/api/v1/me*', ({ request }) =>
      request.headers.get('Authorization') === 'Bearer second' ? answer() : problem(401, 'auth.invalid'),
    ),
  )
  await signIn('wang.fang', 'right', false)
  await lock()
  token = 'second'
}

it('gets what a page reads when its owner has signed in above it', async () => {
  await locked()
  const read = body(client.GET('/api/v1/me'))
  await signIn('wang.fang', 'right', false)
  expect(await read).toEqual(me())
})

it('says that the service is out of reach when it is so by then', async () => {
  await locked(() => HttpResponse.error())
  const read = body(client.GET('/api/v1/me'))
  await signIn('wang.fang', 'right', false)
  await expect(read).rejects.toSatisfy(isOffline)
})

it('does not send by itself what somebody sent from a locked page', async () => {
  await locked()
  const sent = body(client.PUT('/api/v1/me/preferences', { params: { header: { 'If-Match': '"1"' } }, body: {} as never }))
  await expect(sent).rejects.toMatchObject({ status: 401 })
})

it('ends what a page reads when its owner leaves instead', async () => {
  await locked()
  const read = body(client.GET('/api/v1/me'))
  await signOut()
  await expect(read).rejects.toMatchObject({ status: 401 })
  expect(session.token()).toBeNull()
})
