import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { show } from '@/test/render'
import { DateInput, PeriodInput } from './date-input'
import { Field } from './field'
import type { Fields } from './rule'
import { WriteForm } from './write-form'

function Day({ first = null, told }: { first?: string | null; told: (on: string | null) => void }) {
  const [on, setOn] = useState<string | null>(first)
  return (
    <>
      <DateInput
        aria-label="日期"
        value={on}
        onChange={(next) => {
          setOn(next)
          told(next)
        }}
      />
      <button type="button">别处</button>
    </>
  )
}
// the calendar's own field, which takes the place of what stood there while it was loaded
const field = () =>
  waitFor(() => {
    const found = screen.getByRole<HTMLInputElement>('textbox', { name: '日期' })
    expect(found.readOnly).toBe(false)
    return found
  })
const type = async (text: string) => {
  const day = await field()
  await userEvent.clear(day)
  await userEvent.type(day, text)
  await userEvent.click(screen.getByRole('button', { name: '别处' }))
  return day
}

it.each([
  ['20251130', '2025-11-30'],
  ['2025.11.3', '2025-11-03'],
  ['2025年6月30日', '2025-06-30'],
  ['２０２５－１１－０３', '2025-11-03'],
])('takes %s when one leaves', async (text, on) => {
  const told = vi.fn()
  show(<Day first="2020-01-05" told={told} />)
  const day = await type(text)
  await waitFor(() => expect(told).toHaveBeenLastCalledWith(on))
  expect(day.value).toBe(on)
  expect(screen.queryByRole('alert')).toBeNull()
})

it('takes it with Enter, too, and does not cut a day short while it is typed', async () => {
  const told = vi.fn()
  show(<Day told={told} />)
  await userEvent.type(await field(), '6-30{Enter}')
  await waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  expect(told.mock.calls[0]?.[0]).toMatch(/^\d{4}-06-30$/)
})

it.each([
  ['abc', '日期看不懂，请按2025-06-30填写'],
  ['2025-02-30', '没有这一天，请核对后按2025-06-30填写'],
  ['2025年11月', '请填到日，按2025-06-30填写'],
])('keeps %s standing and says why', async (text, why) => {
  const told = vi.fn()
  show(<Day first="2020-01-05" told={told} />)
  const day = await type(text)
  expect((await screen.findByRole('alert')).textContent).toBe(why)
  expect(day.value).toBe(text)
  expect(told).not.toHaveBeenCalled()
  // what is written anew is taken
  await type('2025-6-3')
  await waitFor(() => expect(told).toHaveBeenLastCalledWith('2025-06-03'))
  expect(screen.queryByRole('alert')).toBeNull()
})

it('is empty when it was emptied', async () => {
  const told = vi.fn()
  show(<Day first="2020-01-05" told={told} />)
  const day = await field()
  await userEvent.clear(day)
  await userEvent.tab()
  await waitFor(() => expect(told).toHaveBeenLastCalledWith(null))
  expect(day.value).toBe('')
})

it('reads months as the ends of a period, whatever is drawn anew in between', async () => {
  const told = vi.fn()
  function Period() {
    const [at, setAt] = useState<[string | null, string | null]>([null, null])
    const [drawn, setDrawn] = useState(0)
    return (
      <div onInput={() => setDrawn(drawn + 1)}>
        <PeriodInput
          from={at[0]}
          to={at[1]}
          onChange={(...next) => {
            setAt(next)
            told(...next)
          }}
          className="period"
          placeholder={['起', '止']}
          aria-label="签约日期"
        />
      </div>
    )
  }
  show(<Period />)
  // one field until the calendars are there, two as soon as they are
  await userEvent.hover(screen.getAllByRole('textbox', { name: '签约日期' })[0] as HTMLElement)
  await userEvent.type(await screen.findByPlaceholderText('起'), '2025年11月{Enter}')
  await userEvent.type(await screen.findByPlaceholderText('止'), '202511{Enter}')
  await waitFor(() => expect(told).toHaveBeenLastCalledWith('2025-11-01', '2025-11-30'))
})

it('sends nothing while a day cannot be read', async () => {
  const F = { on: { title: '日期', kind: 'date' } } satisfies Fields
  const send = vi.fn(() => Promise.resolve())
  show(
    <WriteForm<{ on: string }> initial={{ on: '2020-01-05' }} fields={F} onSend={send} onDone={vi.fn()} submit="提交">
      <Field of={F} name="on" />
      <button type="button">别处</button>
    </WriteForm>,
  )
  const day = await type('下周')
  await userEvent.click(screen.getByRole('button', { name: '提交' }))
  await screen.findByRole('alert')
  await waitFor(() => expect(document.activeElement).toBe(day))
  expect(send).not.toHaveBeenCalled()
  await type('2025.6.30')
  await userEvent.click(screen.getByRole('button', { name: '提交' }))
  await waitFor(() => expect(send.mock.calls[0]).toEqual([{ on: '2025-06-30' }, expect.anything()]))
})
