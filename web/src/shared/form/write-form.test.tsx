import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/errors'
import { ReasonInputFields, UnitInputFields } from '@/api/fields'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { Field } from './field'
import { compare } from './parts'
import type { Fields } from './rule'
import { type Sending, WriteForm } from './write-form'

type Values = { name: string; short_name: string }

function opened(onSend: (values: Values, sending: Sending) => Promise<unknown>, onDone = vi.fn()) {
  show(
    <WriteForm<Values>
      fields={UnitInputFields}
      initial={{ name: '市商务局', short_name: '商务局' }}
      etag={'"3"'}
      submit="保存"
      onSend={onSend}
      onDone={onDone}
      fromCurrent={(current) => ({ name: String(current['name']), short_name: String(current['short_name']) })}
    >
      <Field of={UnitInputFields} name="name" />
      <Field of={UnitInputFields} name="short_name" />
    </WriteForm>,
  )
  return onDone
}

const refusal = (status: number, more: object) =>
  new ApiError({ type: 'about:blank', title: '没有办成', status, code: 'x.y', detail: '原因与怎么办', ...more })

describe('a form that writes', () => {
  it('asks for what the contract requires before it sends anything', async () => {
    const send = vi.fn()
    show(
      <WriteForm fields={ReasonInputFields} initial={{}} submit="提交" onSend={send} onDone={vi.fn()}>
        <Field of={ReasonInputFields} name="reason" />
      </WriteForm>,
    )
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    expect(await screen.findByText(`请填写${ReasonInputFields.reason.title}`)).toBeTruthy()
    expect(send).not.toHaveBeenCalled()
  })

  it('puts a refusal at its field, keeps the key for the repeat and sends by Ctrl+Enter', async () => {
    const seen: Sending[] = []
    const done = opened(async (_, sending) => {
      seen.push(sending)
      if (seen.length === 1)
        throw refusal(422, { errors: [{ pointer: '/name', code: 'taken', message: '已有同名单位，请改名' }] })
    })
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(screen.getAllByText('已有同名单位，请改名')).toHaveLength(2))
    await userEvent.type(screen.getByLabelText(UnitInputFields.name.title), '二')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(seen[1]?.key).toBe(seen[0]?.key)
    expect(seen.map((s) => s.etag)).toEqual(['"3"', '"3"'])
  })

  it('shows both values when somebody was faster, and saves what is chosen over the newer version', async () => {
    const seen: [Values, Sending][] = []
    const done = opened(async (values, sending) => {
      seen.push([values, sending])
      if (seen.length === 1) throw refusal(412, { current: { name: '市商务和投资局', short_name: '商务局', version: 4 } })
    })
    const name = screen.getByLabelText(UnitInputFields.name.title)
    await userEvent.clear(name)
    await userEvent.type(name, '市投资促进局')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('市商务局')).toBeTruthy()
    expect(within(dialog).getByText('市商务和投资局')).toBeTruthy()
    const save = within(dialog).getByRole('button', { name: '还有1项没有选' })
    expect((save as HTMLButtonElement).disabled).toBe(true)
    await userEvent.click(within(dialog).getByText('市投资促进局'))
    await userEvent.click(within(dialog).getByRole('button', { name: '按所选保存' }))
    await waitFor(() => expect(done).toHaveBeenCalledOnce())
    expect(seen[1]?.[0].name).toBe('市投资促进局')
    expect(seen[1]?.[1].etag).toBe('"4"')
  })

  it('asks once about an amount ten times as high, and sends it when it is meant', async () => {
    const F = { yuan: { title: '总投资', kind: 'money' } } satisfies Fields
    const send = vi.fn(() => Promise.resolve())
    show(
      <WriteForm<{ yuan: number }> fields={F} initial={{ yuan: 20_000 }} submit="保存" onSend={send} onDone={vi.fn()}>
        <Field of={F} name="yuan" />
      </WriteForm>,
    )
    const amount = screen.getByLabelText('总投资')
    await userEvent.clear(amount)
    await userEvent.type(amount, '20')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    const question = within(await screen.findByRole('dialog'))
    expect(question.getByText(/总投资.*2万元.*20万元/)).toBeTruthy()
    expect(send).not.toHaveBeenCalled()
    await userEvent.click(question.getAllByRole('button').at(-1) as HTMLElement)
    await waitFor(() => expect(send).toHaveBeenCalledWith({ yuan: 200_000 }, expect.anything()))
  })

  it('tells of an act that met something newer who, when and what, and sends what was written on it again', async () => {
    server.use(
      answers('/projects/7/history', {
        items: [{ id: 1, at: '2020-03-05T02:32:00Z', title: '推进阶段', actor_name: '王某', changes: [] }],
      } as never),
    )
    const error = new ApiError(
      refusal(412, { current: { version: 4, updated_at: '2020-03-05T02:32:00Z' } }).problem,
      null,
      '/api/v1/projects/7/amendments',
    )
    const send = vi.fn().mockRejectedValueOnce(error).mockResolvedValue(undefined)
    show(
      <WriteForm fields={ReasonInputFields} initial={{}} etag={'"3"'} submit="提交" onSend={send} onDone={vi.fn()}>
        <Field of={ReasonInputFields} name="reason" />
      </WriteForm>,
    )
    await userEvent.type(screen.getByLabelText(ReasonInputFields.reason.title), '资料有误')
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/王某.*2020-03-05 10:32.*推进阶段/)
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    await waitFor(() => expect(send).toHaveBeenLastCalledWith({ reason: '资料有误' }, expect.objectContaining({ etag: '"4"' })))
  })

  it('does not send again what belonged to the state that is gone', async () => {
    const send = vi.fn().mockRejectedValue(refusal(412, { current: { version: 4 } }))
    const cancel = vi.fn()
    show(
      <WriteForm fields={{}} initial={{}} etag={'"3"'} once submit="推进" onSend={send} onDone={vi.fn()} onCancel={cancel}>
        {null}
      </WriteForm>,
    )
    await userEvent.click(screen.getByRole('button', { name: '推进' }))
    await screen.findByRole('alert')
    expect(screen.queryByRole('button', { name: '推进' })).toBeNull()
    await userEvent.click(screen.getByRole('button'))
    expect(cancel).toHaveBeenCalled()
    expect(send).toHaveBeenCalledOnce()
  })

  it('tells what it knows about a field without the mouse: to those who listen and at its foot', async () => {
    const fields = {
      first: { title: '甲', kind: 'text', hint: '甲的说明' },
      second: { title: '乙', kind: 'text' },
      third: { title: '丙', kind: 'text', hint: '丙的说明' },
    } as const satisfies Fields
    show(
      <WriteForm fields={fields} initial={{}} submit="提交" onSend={vi.fn()} onDone={vi.fn()}>
        <Field of={fields} name="first" />
        <Field of={fields} name="second" />
        <Field of={fields} name="third" />
      </WriteForm>,
    )
    const described = screen.getByLabelText('甲').getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(described)?.textContent).toBe('甲的说明')
    const foot = document.querySelector('.hint-line')
    expect(foot?.textContent).toBe('')
    await userEvent.tab()
    expect(foot?.textContent).toBe('甲的说明')
    await userEvent.tab()
    expect(foot?.textContent).toBe('')
    await userEvent.tab()
    expect(foot?.textContent).toBe('丙的说明')
    // the button does not move away under the pointer
    await userEvent.tab()
    expect(document.activeElement?.textContent).toBe('提交')
    expect(foot?.textContent).toBe('丙的说明')
  })

  it('settles what only one side changed', () => {
    const found = compare(['a', 'b', 'c'], { a: 1, b: 1, c: 1 }, { a: 2, b: 1, c: 2 }, { a: 1, b: 2, c: 3 })
    expect(found).toEqual({ changed: ['a', 'b', 'c'], asked: ['c'], settled: { a: 2, b: 2, c: 2 } })
  })
})
