/** Rules of the house that no compiler holds. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import en, { problems } from '../i18n/en'
import zh from '../i18n/zh-CN'

const rooms = import.meta.glob(['../i18n/rooms/*.ts', '!../i18n/rooms/*.en.ts'], { eager: true, import: 'default' })
const words = {
  ...zh,
  ...Object.fromEntries(Object.entries(rooms).map(([path, texts]) => [path.split('/').at(-1).replace('.ts', ''), texts])),
}

const SRC = join(import.meta.dirname, '..')
const GENERATED = new Set(['api/schema.ts', 'api/labels.ts', 'api/fields.ts', 'api/actions.ts'])

function sources(folder = SRC) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return /\.tsx?$/.test(name) ? [{ path: relative(SRC, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }] : []
  })
}
/** They read and write amounts and dates: the units there are data, not words of the interface. */
const UNITS = new Set(['shared/money.ts', 'shared/dates.ts', 'shared/units.ts'])
const all = sources()
const own = all.filter((f) => !GENERATED.has(f.path) && !f.path.includes('.test.') && !f.path.startsWith('test/'))
/** Without comments: they may say anything. */
const code = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\w])\/\/.*$/gm, '$1')

describe('the house', () => {
  it('has no Chinese outside i18n: words are in one place', () => {
    const spoken = own.filter((f) => !f.path.startsWith('i18n/') && !UNITS.has(f.path) && /\p{Script=Han}/u.test(code(f.text)))
    expect(spoken.map((f) => f.path)).toEqual([])
  })
  it('keeps no word that nobody says', () => {
    const spoken = own.map((f) => f.text).join('\n')
    const leaves = (texts, path) =>
      Object.entries(texts).flatMap(([key, word]) =>
        typeof word === 'string' ? [`${path}${key}`] : leaves(word, `${path}${key}.`),
      )
    const silent = leaves(words, '').filter((key) => {
      const within = key.slice(0, key.lastIndexOf('.'))
      return !spoken.includes(`'${key}'`) && !spoken.includes(`t(\`${within}.`)
    })
    expect(silent).toEqual([])
  })
  it('says in English exactly what it says in Chinese, where it speaks English', () => {
    const keys = (texts) =>
      Object.entries(texts).flatMap(([key, word]) => (typeof word === 'string' ? [key] : keys(word).map((k) => `${key}.${k}`)))
    const english = import.meta.glob('../i18n/rooms/*.en.ts', { eager: true, import: 'default' })
    for (const [part, texts] of Object.entries(en)) expect(keys(texts).sort(), part).toEqual(keys(zh[part]).sort())
    expect(Object.keys(english)).not.toEqual([])
    for (const [path, texts] of Object.entries(english)) {
      const chinese = rooms[path.replace('.en.ts', '.ts')]
      expect(keys(texts).sort(), path).toEqual(keys(chinese).sort())
    }
  })
  it('speaks English without a Chinese word, but for the name of Chinese', () => {
    const said = (texts) => Object.values(texts).flatMap((word) => (typeof word === 'string' ? [word] : said(word)))
    expect([...said(en), ...said(problems)].filter((word) => /\p{Script=Han}/u.test(word))).toEqual([zh.entry.chinese])
  })
  it('knows no role, no unit and no rule of a stage', () => {
    const roles = /['"`](system_admin|security_admin|audit_admin|bureau|clerk|leader|partner)['"`]/
    const units = /市工信局|市商务局|招商局|永昌县|金川区|经开区/
    // the contract calls the leader of a trip so: the field of a form and the filter of a list may name it
    const read = (f) => {
      const text = code(f.text).replaceAll('name="leader"', '')
      return f.path.endsWith('/filters.ts') ? text.replaceAll("'leader'", '') : text
    }
    expect(own.filter((f) => roles.test(read(f)) || units.test(code(f.text))).map((f) => f.path)).toEqual([])
  })
  it('keeps rooms apart, and shared below rooms', () => {
    const wrong = own.flatMap((f) => {
      const room = /^features\/([^/]+)\//.exec(f.path)?.[1]
      const imports = [...f.text.matchAll(/(?:from|import\() ?['"]([^'"]+)['"]/g)].map((m) => m[1] ?? '')
      return imports
        .filter((target) => {
          const other = /@\/features\/([^/]+)/.exec(target)?.[1]
          if (room) return (other !== undefined && other !== room) || target.startsWith('@/app') || target.startsWith('../')
          if (f.path.startsWith('shared/') || f.path.startsWith('api/')) return other !== undefined || target.startsWith('@/app')
          return false
        })
        .map((target) => `${f.path} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })
  it('keeps files short', () => {
    expect(own.filter((f) => !f.path.startsWith('i18n/') && f.text.split('\n').length > 420).map((f) => f.path)).toEqual([])
  })
  it('writes nothing secret to storage that scripts can read', () => {
    const kept = own.flatMap((f) => [...f.text.matchAll(/localStorage\.setItem\((\w+)/g)].map((m) => `${f.path}: ${m[1]}`))
    expect(kept).toEqual(['app/ahead.ts: KEY', 'app/entry-language.ts: LANGUAGE', 'shared/preferences.ts: KEY'])
    expect(own.filter((f) => f.text.includes('sessionStorage')).map((f) => f.path)).toEqual([])
  })
})
