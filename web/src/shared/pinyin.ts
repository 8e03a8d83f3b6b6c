/** Sounds of Chinese words by the order of the collation, for short lists that no server searches. */

const collator = new Intl.Collator('zh-CN-u-co-pinyin')
let firsts: readonly { sound: string; first: string }[] = []
const others = new Map<string, string[]>()

/** Told when the sounds are there: they load beside the page that uses them, and until then characters are found. */
export const sounds: Promise<void> = import('@/i18n/syllables').then(
  ({ ALSO, SYLLABLES }) => {
    firsts = [...SYLLABLES.matchAll(/([a-z]+)(\p{Script=Han})/gu)].map(([, sound = '', first = '']) => ({ sound, first }))
    for (const [, character = '', sound = ''] of ALSO.matchAll(/(\p{Script=Han})([a-z]+)/gu)) {
      others.set(character, [...(others.get(character) ?? []), sound])
    }
  },
  () => undefined,
)

const known = new Map<string, readonly string[]>()

/** How a character may be typed: the syllables of a Chinese one, what is no Chinese as it is. */
export function soundsOf(character: string): readonly string[] {
  let found = known.get(character)
  if (!found) {
    found = /\p{Script=Han}/u.test(character) ? [sorted(character), ...(others.get(character) ?? [])] : [character.toLowerCase()]
    if (firsts.length > 0) known.set(character, found)
  }
  return found
}

/** The syllable under which it is sorted. */
function sorted(character: string): string {
  let low = 0
  let high = firsts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (collator.compare(character, firsts[middle]?.first ?? '') >= 0) low = middle
    else high = middle - 1
  }
  return firsts[low]?.sound ?? ''
}

/** Do these letters say the characters from here on, each by its initial or whole, the last one perhaps not to its end? */
function says(characters: readonly string[], at: number, letters: string): boolean {
  if (letters === '') return true
  return soundsOf(characters[at] ?? '').some(
    (sound) =>
      sound !== '' &&
      (sound.startsWith(letters) ||
        (letters.startsWith(sound) && says(characters, at + 1, letters.slice(sound.length))) ||
        (letters[0] === sound[0] && says(characters, at + 1, letters.slice(1)))),
  )
}

/** Does a name contain what was typed, in characters, in initials or in pinyin? */
export function matches(name: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  if (name.toLowerCase().includes(wanted)) return true
  const letters = wanted.replace(/[\s\p{P}]/gu, '').replaceAll('ü', 'v')
  const characters = [...name.replace(/[\s\p{P}]/gu, '')]
  return letters !== '' && characters.some((_, at) => says(characters, at, letters))
}
