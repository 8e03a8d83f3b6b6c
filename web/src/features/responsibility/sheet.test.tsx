import { screen } from '@testing-library/react'
import { http } from 'msw'
import { expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/responsibility'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { ChainLines } from './sheet'

addWords('responsibility', words)

it('names who answers for a project, and what is vacant with who may fill it', async () => {
  const role = { role: 'liaison', term_no: 0, acting: [], required: true, can_assign: false, who: '招商局', holder: null }
  const holder = { user_id: 11, user_name: '包远志', unit_name: '金昌市', post: '副市长', from_on: '2026-10-23' }
  server.use(
    answers('/projects/28/responsibility', {
      lead: { unit_id: 16, unit_name: '某开发区', from_on: '2026-12-02' },
      roles: [
        { ...role, role: 'sponsor', label: '包抓领导', holder },
        { ...role, label: '联络员', missing: { code: 'vacant', message: '空缺', how_to_fix: '请指定' } },
      ],
    } as never),
  )
  show(<ChainLines id={28} />)
  const text = (await screen.findByRole('region', { name: '责任链' })).textContent ?? ''
  for (const part of ['包抓领导包远志 金昌市 副市长', '联络员空缺', '招商局', '牵头单位某开发区']) expect(text).toContain(part)
})

it('says what failed', async () => {
  server.use(http.get('*/api/v1/projects/28/responsibility', () => problem(403, 'policy.forbidden', { detail: '您没有权限' })))
  show(<ChainLines id={28} />)
  expect(await screen.findByText('您没有权限')).toBeTruthy()
})
