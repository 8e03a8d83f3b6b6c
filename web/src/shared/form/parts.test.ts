import { describe, expect, it } from 'vitest'
import { leaps } from './leap'
import { compare, factsBy, rowsBy, setOf, spread } from './parts'
import type { Fields } from './rule'

type Party = { name: string; share: number | null }
const of = { share: { title: '占比', kind: 'number' } } satisfies Fields
const parties: Fields = {
  parties: {
    title: '各方',
    kind: 'rows',
    parts: rowsBy<Party>(
      of,
      (one) => one.name,
      (one) => one.name,
    ),
  },
}
const units: Fields = { ids: { title: '配合单位', kind: 'ids', parts: setOf((id: number) => `单位${id}`) } }

/** What is asked, by title, and what becomes of the rest. */
function settled(fields: Fields, base: object, mine: object, theirs: object) {
  const flat = spread(fields, base as never, mine as never, theirs as never)
  const found = compare(Object.keys(flat.fields), flat.base, flat.mine, flat.theirs)
  return { asked: found.asked.map((name) => flat.fields[name]?.title), whole: flat.whole(found.settled) }
}
const row = (name: string, share: number | null) => ({ name, share })

describe('fields made of parts', () => {
  it('keep a row somebody added beside the one I changed', () => {
    const found = settled(
      parties,
      { parties: [row('甲', 50)] },
      { parties: [row('甲', 60)] },
      { parties: [row('甲', 50), row('乙', 10)] },
    )
    expect(found).toEqual({ asked: [], whole: { parties: [row('甲', 60), row('乙', 10)] } })
  })
  it('ask only about the row that both changed, and let go what one took out', () => {
    const found = settled(
      parties,
      { parties: [row('甲', 50), row('乙', 10)] },
      { parties: [row('甲', 60), row('乙', 10)] },
      { parties: [row('甲', 70)] },
    )
    expect(found.asked).toEqual(['各方：甲'])
    expect(found.whole).toEqual({ parties: [row('甲', 60)] })
  })
  it('tell two rows of one name apart', () => {
    const both = { parties: [row('甲', 1), row('甲', 2)] }
    expect(settled(parties, both, both, { parties: [row('甲', 1), row('甲', 3)] }).whole).toEqual({
      parties: [row('甲', 1), row('甲', 3)],
    })
  })
  it('join what one added to a set and the other took out of it', () => {
    expect(settled(units, { ids: [1, 2] }, { ids: [1, 2, 3] }, { ids: [2] })).toEqual({ asked: [], whole: { ids: [2, 3] } })
  })
  it('compare facts one by one', () => {
    const facts = {
      facts: { title: '事实', kind: 'group', parts: factsBy({ on: { title: '日期', kind: 'date' } }) },
    } satisfies Fields
    const found = settled(facts, { facts: {} }, { facts: { on: '2026-01-02', x: 1 } }, { facts: { on: '2026-01-03' } })
    expect(found).toEqual({ asked: ['事实：日期'], whole: { facts: { on: '2026-01-02', x: 1 } } })
  })
})

describe('amounts that leap', () => {
  const money = { yuan: { title: '总投资', kind: 'money' }, n: { title: '人数', kind: 'number' } } satisfies Fields
  it.each([
    [100, 1_000, true],
    [1_000, 100, true],
    [100, 999, false],
    [0, 5_000, false],
    [null, 5_000, false],
  ])('from %s to %s', (from, to, leapt) => {
    expect(leaps(money, { yuan: from, n: 1 }, { yuan: to, n: 100 })).toEqual(leapt ? [{ title: '总投资', from, to }] : [])
  })
  it('are found inside rows, by the name of the row', () => {
    const inside = { amount: { title: '金额', kind: 'money' } } satisfies Fields
    const phases: Fields = {
      phases: {
        title: '分期',
        kind: 'rows',
        parts: rowsBy<{ name: string; amount: number }>(
          inside,
          (one) => one.name,
          (one) => one.name,
        ),
      },
    }
    const before = { phases: [{ name: '一期', amount: 10 }] }
    const now = {
      phases: [
        { name: '二期', amount: 9_000 },
        { name: '一期', amount: 1_000 },
      ],
    }
    expect(leaps(phases, before, now)).toEqual([{ title: '分期：一期 金额', from: 10, to: 1_000 }])
  })
})
