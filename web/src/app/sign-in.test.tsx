import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { session } from '@/api/session'
import { show } from '@/test/render'
import { problem, server } from '@/test/server'
import { SignInForm } from './sign-in'

const fill = async (name: string, password: string) => {
  if (name) await userEvent.type(screen.getByLabelText('用户名'), name)
  if (password) await userEvent.type(screen.getByLabelText('口令'), password)
}
const press = () => userEvent.click(screen.getByRole('button', { name: '登录' }))

describe('signing in', () => {
  it('asks for both before it sends anything', async () => {
    show(<SignInForm />)
    await press()
    expect(screen.getByRole('alert').textContent).toBe('请填写用户名和口令')
  })

  it('shows the refusal as the API words it, and keeps the name', async () => {
    server.use(
      http.post('*/api/v1/auth/login', () =>
        problem(401, 'auth.invalid', { title: '登录失败', detail: '用户名或口令不正确。请核对后重试。' }),
      ),
    )
    show(<SignInForm />)
    await fill('wang.fang', 'wrong')
    await press()
    expect((await screen.findByRole('alert')).textContent).toContain('用户名或口令不正确。请核对后重试。')
    expect(screen.getByLabelText<HTMLInputElement>('用户名').value).toBe('wang.fang')
    expect(screen.getByLabelText<HTMLInputElement>('口令').value).toBe('')
  })

  it('says how long to wait when locked', async () => {
    server.use(
      http.post('*/api/v1/auth/login', () =>
        HttpResponse.json(
          { type: 'x', title: '请求过多', status: 429, code: 'rate.limited', detail: '登录失败次数过多。' },
          { status: 429, headers: { 'Retry-After': '60' } },
        ),
      ),
    )
    show(<SignInForm />)
    await fill('wang.fang', 'wrong')
    await press()
    expect((await screen.findByRole('alert')).textContent).toContain('请等60秒再试')
  })

  it('says that no server answers', async () => {
    server.use(http.post('*/api/v1/auth/login', () => HttpResponse.error()))
    show(<SignInForm />)
    await fill('wang.fang', 'x')
    await press()
    expect((await screen.findByRole('alert')).textContent).toContain('连不上服务器')
  })

  it('keeps the token in memory only', async () => {
    const view = {
      access_token: 'secret-token',
      token_type: 'Bearer',
      expires_in: 900,
      must_change_password: false,
      session_id: 1,
      user: { id: 1, username: 'wang.fang', name: '王芳', unit_id: 1, unit_name: '某局', roles: [] },
    }
    server.use(http.post('*/api/v1/auth/login', () => HttpResponse.json(view)))
    show(<SignInForm />)
    await fill('wang.fang', 'right')
    await press()
    await waitFor(() => expect(session.token()).toBe('secret-token'))
    expect(JSON.stringify(localStorage)).not.toContain('secret')
  })
})
