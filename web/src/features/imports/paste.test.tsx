import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { show } from '@/test/render'
import { problem, server } from '@/test/server'
import { Paste } from './paste'

addWords('imports', words)
const TABLE = '项目名称\t总投资（万元）\n铜箔\t1000\n镍盐\t2000\n'
const paste = (text: string, done = vi.fn()) => {
  show(<Paste text={text} into="projects" onDone={done} onClose={() => undefined} />)
  return done
}

it('says how much it is and opens it as an import', async () => {
  const sent: FormData[] = []
  server.use(
    http.post('*/api/v1/imports', async ({ request }) => {
      sent.push(await request.formData())
      return HttpResponse.json({ id: 7 }, { status: 201 })
    }),
  )
  const done = paste(TABLE)
  expect(screen.getByText(/^粘贴的3行2列（含表头）将作为项目的导入预览打开/)).toBeTruthy()
  expect(screen.getByRole('columnheader', { name: '总投资（万元）' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '打开导入预览' }))
  await vi.waitFor(() => expect(done).toHaveBeenCalledWith({ id: 7 }))
  expect(sent[0]?.get('into')).toBe('projects')
  const file = sent[0]?.get('file')
  expect(file instanceof File && file.name).toMatch(/-\d{8}-\d{4}\.csv$/)
})

it('says why it cannot be read, and stays', async () => {
  server.use(
    http.post('*/api/v1/imports', () => problem(422, 'import.no_header', { detail: '没有找到表头。请连表头一起复制。' })),
  )
  const done = paste(TABLE)
  await userEvent.click(screen.getByRole('button', { name: '打开导入预览' }))
  expect((await screen.findByRole('alert')).textContent).toContain('没有找到表头')
  expect(done).not.toHaveBeenCalled()
})

it.each([
  ['', /^剪贴板里没有文字/],
  ['只一个', /^粘贴的不是表格/],
])('takes no single cell for a table: %s', (text, words) => {
  paste(text)
  expect(screen.getByRole('alert').textContent).toMatch(words)
  expect(screen.queryByRole('button', { name: '打开导入预览' })).toBeNull()
})
