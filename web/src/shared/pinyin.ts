/** Initials of Chinese words by the order of the collation, for short lists that no server searches. */

// for each letter the first character that sorts under it; no word of the interface, so they are written as numbers
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ'
const FIRST = [
  '\u963f',
  '\u516b',
  '\u5693',
  '\u54d2',
  '\u59b8',
  '\u53d1',
  '\u65ee',
  '\u54c8',
  '\u8ba5',
  '\u5494',
  '\u5783',
  '\u75f3',
  '\u62cf',
  '\u5662',
  '\u5991',
  '\u4e03',
  '\u5465',
  '\u4ee8',
  '\u5b83',
  '\u7a75',
  '\u5915',
  '\u4e2b',
  '\u5e00',
] as const
const collator = new Intl.Collator('zh-CN-u-co-pinyin')

function initial(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase()
  for (let i = FIRST.length - 1; i >= 0; i -= 1) {
    if (collator.compare(character, FIRST[i] ?? '') >= 0) return (LETTERS[i] ?? '').toLowerCase()
  }
  return ''
}

export const initialsOf = (text: string): string => [...text].map(initial).join('')

/** Does a name contain what was typed, in characters or in initials? */
export function matches(name: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase().replaceAll("'", '')
  return name.toLowerCase().includes(wanted) || initialsOf(name.replace(/[\s\p{P}]/gu, '')).includes(wanted)
}
