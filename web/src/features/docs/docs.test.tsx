import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/docs'
import english from '@/i18n/rooms/docs.en'
import { show } from '@/test/render'
import { server } from '@/test/server'
import { type Contract, exampleOf, find, operationsOf, rowsOf } from './contract'
import { DocsPage } from './page'
import { addressOf, curlOf, headersOf, nameOf } from './request'

addWords('docs', words)
addWords('docs', english, 'en')

const contract: Contract = {
  info: { title: '接口', version: '1' },
  tags: [{ name: '登录' }, { name: '项目' }],
  'x-error-codes': [
    { code: 'resource.stale', status: 412, title: '数据已被他人修改', title_en: 'Stale version' },
    { code: 'auth.required', status: 401, title: '请先登录', title_en: 'Authentication required' },
  ],
  paths: {
    '/api/v1/me': {
      get: {
        operationId: 'get_me',
        summary: '查看本人信息',
        description: '调用者是谁。\n\n**谁可以办理**：`me:read`。',
        tags: ['登录'],
        parameters: [],
        security: [{ bearer: [] }, { api_token: ['me:read'] }],
        responses: {
          200: { description: '本人信息', content: { 'application/json': { schema: { $ref: '#/components/schemas/Me' } } } },
          401: { $ref: '#/components/responses/Problem401' },
        },
      },
    },
    '/api/v1/projects/{id}': {
      patch: {
        operationId: 'update_project',
        summary: '修改项目',
        tags: ['项目'],
        parameters: [
          { name: 'id', in: 'path', required: true, example: 1, schema: { type: 'integer' } },
          { name: 'If-Match', in: 'header', required: true, example: '"3"' },
          { name: 'fields', in: 'query', schema: { type: 'string' } },
        ],
        requestBody: { content: { 'application/merge-patch+json': { schema: { $ref: '#/components/schemas/Patch' } } } },
        security: [{ bearer: [] }],
        responses: { 200: { description: '已改' } },
      },
    },
  },
  components: {
    responses: { Problem401: { description: '可能的错误码：`auth.required` 请先登录' } },
    schemas: {
      Me: { type: 'object', required: ['name'], properties: { name: { type: 'string', description: '姓名' } } },
      Base: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2, maxLength: 200 } } },
      Part: { type: 'object', properties: { city: { type: 'string', example: '金昌' } }, required: ['city'] },
      Patch: {
        allOf: [{ $ref: '#/components/schemas/Base' }],
        properties: {
          stage: { oneOf: [{ enum: ['lead', 'signed'], type: 'string' }, { type: 'null' }] },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Part' }, maxItems: 3 },
        },
      },
    },
  },
}
const operations = operationsOf(contract)
const patch = operations.find((one) => one.id === 'update_project')
if (!patch?.body) throw new Error('the contract of the test lacks its operation')
const body = patch.body

describe('reading the contract', () => {
  it('puts references and parts together, with types and limits', () => {
    const rows = rowsOf(contract, body.schema)
    expect(rows.map((r) => [r.name, r.required, r.type, r.limits, r.inside !== undefined])).toEqual([
      ['name', true, 'string', '2…200 chars', false],
      ['stage', false, 'string', 'lead | signed', false],
      ['parts', false, 'Part[]', '≤ 3 items', true],
    ])
    expect(exampleOf(contract, body.schema)).toEqual({ name: '' })
    expect(exampleOf(contract, { $ref: '#/components/schemas/Part' })).toEqual({ city: '金昌' })
  })

  it('finds by every word, what is named so first, and error codes in both languages', () => {
    const codes = contract['x-error-codes']
    expect(find(operations, codes, '修改 项目').operations.map((o) => o.id)).toEqual(['update_project'])
    expect(find(operations, codes, 'patch projects').operations.length).toBe(1)
    expect(find(operations, codes, 'stale').codes.map((c) => c.code)).toEqual(['resource.stale'])
    expect(find(operations, codes, '').codes).toEqual([])
    expect(find(operations, codes, '').operations.length).toBe(2)
  })

  it('writes the request as a command line would, quotes and all', () => {
    const params = { [nameOf('path', 'id')]: '7/8', [nameOf('query', 'fields')]: 'a,b', [nameOf('header', 'If-Match')]: '"3"' }
    const values = { params, body: `{"name":"O'Brien"}`, file: null }
    expect(addressOf(patch, values)).toBe('/api/v1/projects/7%2F8?fields=a,b')
    expect(headersOf(patch, values)).toEqual({ 'If-Match': '"3"', 'Content-Type': 'application/merge-patch+json' })
    const curl = curlOf(patch, values, 'http://city')
    expect(curl).toContain("curl -X PATCH 'http://city/api/v1/projects/7%2F8?fields=a,b'")
    expect(curl).toContain('-H "Authorization: Bearer $TOKEN"')
    expect(curl).toContain(`-d '{"name":"O'\\''Brien"}'`)
  })
})

describe('the page', () => {
  const page = (shown = {}, onShow = vi.fn(), language: 'zh-CN' | 'en' = 'zh-CN') => {
    show(<DocsPage shown={shown} language={language} onShow={onShow} onLanguage={vi.fn()} />)
    return onShow
  }
  beforeEach(() => server.use(http.get('*/openapi.json', () => HttpResponse.json(contract))))

  it('finds an operation and opens it', async () => {
    const open = page()
    await userEvent.type(await screen.findByRole('searchbox'), 'get_me')
    await userEvent.click(await screen.findByRole('button', { name: 'GET 查看本人信息' }))
    expect(open).toHaveBeenCalledWith({ op: 'get_me' })
  })

  it('sends a read at once and shows status, headers and body; a pasted token is kept nowhere', async () => {
    const seen: (string | null)[] = []
    server.use(
      http.get('*/api/v1/me', ({ request }) => {
        seen.push(request.headers.get('Authorization'))
        return HttpResponse.json({ name: '接口' }, { headers: { 'X-Request-Id': 'r-9' } })
      }),
    )
    page({ op: 'get_me' })
    await userEvent.click(await screen.findByText('接口令牌', { exact: true }))
    await userEvent.type(screen.getByLabelText(/cf_ 开头/), 'cf_abc')
    await userEvent.click(screen.getByRole('button', { name: '发送' }))
    expect(await screen.findByText(/"name": "接口"/)).toBeTruthy()
    expect(screen.getByText(/x-request-id: r-9/i)).toBeTruthy()
    expect(seen).toEqual(['Bearer cf_abc'])
    expect(JSON.stringify({ ...localStorage })).not.toContain('cf_abc')
  })

  it('does not write before one says that one knows what it does', async () => {
    page({ op: 'update_project' })
    const send = (await screen.findByRole('button', { name: '发送' })) as HTMLButtonElement
    expect(send.disabled).toBe(true)
    await userEvent.click(screen.getByRole('checkbox', { name: '这会改动真实数据，我知道' }))
    expect(send.disabled).toBe(false)
  })

  it('speaks English when asked, and says what failed', async () => {
    page({ show: 'errors' }, vi.fn(), 'en')
    expect(await screen.findByRole('cell', { name: 'Stale version' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Your first call in five minutes' })).toBeTruthy()
    server.use(http.get('*/openapi.json', () => new HttpResponse(null, { status: 503 })))
    page()
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})
