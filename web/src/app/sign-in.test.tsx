import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { session } from '@/api/session'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { PasswordPage } from './password'
import { SignInForm, SignInPage } from './sign-in'

const fill = async (name: string, password: string) => {
  if (name) await userEvent.type(screen.getByLabelText('用户名'), name)
  if (password) await userEvent.type(screen.getByLabelText('口令'), password)
}
const press = () => userEvent.click(screen.getByRole('button', { name: '登录' }))

describe('signing in', () => {
  it('asks for both before it sends anything', async () => {
    show(<SignInForm page={null} />)
    await press()
    expect(screen.getByRole('alert').textContent).toBe('请填写用户名和口令')
  })

  it('shows the refusal as the API words it, and keeps the name', async () => {
    server.use(
      http.post('*/api/v1/auth/login', () =>
        problem(401, 'auth.invalid', { title: '登录失败', detail: '用户名或口令不正确。请核对后重试。' }),
      ),
    )
    show(<SignInForm page={null} />)
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
    show(<SignInForm page={null} />)
    await fill('wang.fang', 'wrong')
    await press()
    expect((await screen.findByRole('alert')).textContent).toContain('请等60秒再试')
  })

  it('says that no server answers', async () => {
    server.use(http.post('*/api/v1/auth/login', () => HttpResponse.error()))
    show(<SignInForm page={null} />)
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
    let sent: unknown
    server.use(
      http.post('*/api/v1/auth/login', async ({ request }) => {
        sent = await request.json()
        return HttpResponse.json(view)
      }),
    )
    show(<SignInForm page={null} />)
    await fill('wang.fang', 'right')
    await press()
    await waitFor(() => expect(session.token()).toBe('secret-token'))
    expect(sent).toMatchObject({ remember: false })
    expect(JSON.stringify(localStorage)).not.toContain('secret')
  })
})

describe('what the page of signing in tells', () => {
  it('names the place and whom to call, and lets a machine remember', async () => {
    let sent: unknown
    server.use(
      answers('/sign-in', { place: '金昌市', contact: '综合科 0935-1234567', remembered_days: 7 }),
      http.post('*/api/v1/auth/login', async ({ request }) => {
        sent = await request.json()
        return problem(401, 'auth.failed')
      }),
    )
    show(<SignInPage />)
    expect(await screen.findByText('金昌市招商引资工作台')).toBeTruthy()
    expect(screen.getByText('登录不了请联系：综合科 0935-1234567')).toBeTruthy()
    await userEvent.click(screen.getByRole('checkbox', { name: /本机7天内免登录/ }))
    await fill('wang.fang', 'right')
    await press()
    await waitFor(() => expect(sent).toEqual({ username: 'wang.fang', password: 'right', remember: true }))
  })

  it('offers nothing that the city does not offer', async () => {
    server.use(answers('/sign-in', { place: '金昌市', contact: null, remembered_days: 0 }))
    show(<SignInPage />)
    await screen.findByText('金昌市招商引资工作台')
    expect(screen.queryByRole('checkbox')).toBeNull()
  })
})

describe('signing in without Chinese', () => {
  beforeEach(() => server.use(answers('/sign-in', { place: '金昌市', contact: null, remembered_days: 7 })))

  const page = async () => {
    show(<SignInPage />)
    await userEvent.click(screen.getByRole('button', { name: 'English' }))
    await screen.findByRole('button', { name: 'Sign in' })
  }
  const attempt = async () => {
    await userEvent.type(screen.getByLabelText('User name'), 'wang.fang')
    await userEvent.type(screen.getByLabelText('Password'), 'wrong')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  }

  it('turns the page and what it asks of the API to English, and back', async () => {
    const asked: (string | null)[] = []
    server.use(
      http.post('*/api/v1/auth/login', ({ request }) => {
        asked.push(request.headers.get('Accept-Language'))
        return problem(401, 'auth.failed', { title: 'Login failed', detail: 'Login failed (auth.failed).' })
      }),
    )
    await page()
    expect(document.documentElement.lang).toBe('en')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Chengfeng')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(screen.getByRole('alert').textContent).toBe('Enter your user name and password')
    await attempt()
    expect((await screen.findByText(/User name or password is wrong/)).textContent).not.toContain('auth.failed')
    expect(asked).toEqual(['en'])
    expect(document.body.textContent?.replace('中文', '')).not.toMatch(/\p{Script=Han}/u)
    await userEvent.click(screen.getByRole('button', { name: '中文' }))
    expect(await screen.findByLabelText('用户名')).toBeTruthy()
  })

  it('says why and how long one is locked out', async () => {
    server.use(
      http.post('*/api/v1/auth/login', () =>
        HttpResponse.json(
          { type: 'x', title: 'Login temporarily locked', status: 429, code: 'auth.locked', detail: 'x (auth.locked).' },
          { status: 429, headers: { 'Retry-After': '900' } },
        ),
      ),
    )
    await page()
    await attempt()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Too many failures')
    expect(alert.textContent).toContain('Try again in 900 seconds')
  })

  it('leads through the first password, with every rule it breaks, and keeps the language for the next time', async () => {
    server.use(
      http.post('*/api/v1/auth/password', () =>
        problem(422, 'auth.weak_password', {
          title: 'Weak password',
          errors: [
            { pointer: '/new_password', code: 'too_short', message: '口令至少10个字符' },
            { pointer: '/new_password', code: 'common', message: '这是常见的口令' },
          ],
        }),
      ),
    )
    localStorage.setItem('language', 'en')
    show(<PasswordPage />)
    await userEvent.type(await screen.findByLabelText('Current password'), 'one-time')
    await userEvent.type(screen.getByLabelText('New password'), '12345')
    await userEvent.type(screen.getByLabelText('New password once more'), '123456')
    await userEvent.click(screen.getByRole('button', { name: 'Change and go on' }))
    expect(screen.getByText(/The two new passwords differ/)).toBeTruthy()
    await userEvent.clear(screen.getByLabelText('New password once more'))
    await userEvent.type(screen.getByLabelText('New password once more'), '12345')
    await userEvent.click(screen.getByRole('button', { name: 'Change and go on' }))
    expect((await screen.findAllByText(/At least 10 characters: a few words/)).length).toBeGreaterThan(0)
    expect(screen.getAllByText(/Easily guessed/).length).toBeGreaterThan(0)
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeTruthy()
    expect(document.body.textContent?.replace('中文', '')).not.toMatch(/\p{Script=Han}/u)
  })

  it('leaves the workbench in Chinese', async () => {
    localStorage.setItem('language', 'en')
    const { unmount } = show(<SignInPage />)
    await screen.findByRole('button', { name: 'Sign in' })
    unmount()
    await waitFor(() => expect(document.documentElement.lang).toBe('zh-CN'))
    show(<SignInForm page={null} />)
    expect(await screen.findByRole('button', { name: '登录' })).toBeTruthy()
  })
})
