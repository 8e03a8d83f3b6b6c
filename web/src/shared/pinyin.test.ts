import { beforeAll, describe, expect, it } from 'vitest'
import * as labels from '@/api/labels'
import zh from '@/i18n/zh-CN'
import { matches, sounds, soundsOf } from './pinyin'

beforeAll(() => sounds)

describe('pinyin', () => {
  it.each([
    ['总投资', 'zong tou zi'],
    ['责任单位', 'ze ren dan wei'],
    ['签约日期', 'qian yue ri qi'],
    ['项目台账', 'xiang mu tai zhang'],
    ['待办', 'dai ban'],
    ['率', 'lv'],
    ['略', 'lve'],
    ['女', 'nv'],
    ['额', 'e'],
    ['哦', 'o'],
    ['安', 'an'],
  ])('reads %s as %s', (text, spoken) => {
    expect([...text].map((one) => soundsOf(one)[0]).join(' ')).toBe(spoken)
  })
  it.each([
    ['台账', 'taizhang'],
    ['台账', 'tai zhang'],
    ['台账', "tai'zhang"],
    ['项目台账', 'taiz'],
    ['项目台账', 'xmtz'],
    ['项目台账', 'xiangmtaizhang'],
    ['项目台账', 'tai zh'],
    ['行业', 'hangye'],
    ['行程', 'xingcheng'],
    ['重新', 'chongxin'],
    ['GB/T 4754', 'gb/t'],
    ['GB/T 4754', 'gbt4754'],
    ['总投资', '投资'],
    ['总投资', "t'z"],
    ['安排', 'anpai'],
    ['总投资', ''],
  ])('finds %s by %s', (name, typed) => {
    expect(matches(name, typed)).toBe(true)
  })
  it.each([
    ['总投资', 'xm'],
    ['总投资', 'zhong'],
    ['台账', 'taizhangs'],
    ['台账', 'ai'],
    ['台账', "'"],
  ])('does not find %s by %s', (name, typed) => {
    expect(matches(name, typed)).toBe(false)
  })
  it('has a sound for every character of the interface', () => {
    const silent = [...JSON.stringify([zh, labels])].filter(
      (one) => /\p{Script=Han}/u.test(one) && !/^[a-z]+$/.test(soundsOf(one)[0] ?? ''),
    )
    expect(silent).toEqual([])
  })
})
