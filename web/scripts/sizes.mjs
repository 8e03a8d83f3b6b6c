// What a page costs to load, in KiB of gzip: the files its entry needs, what sign-in and the frame add to it, and what each
// route adds to the frame. Fails above the budgets of sizes.json.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const web = join(dirname(fileURLToPath(import.meta.url)), '..')
const budgets = JSON.parse(readFileSync(join(web, 'sizes.json'), 'utf8'))
const manifest = JSON.parse(readFileSync(join(web, 'dist', '.vite', 'manifest.json'), 'utf8'))

/** Keys of a part: itself, or the chunks the build made of a module that others import too. */
const keysOf = (part) => {
  if (manifest[part]) return [part]
  const name = part.replace(/^.*\/|\.\w+$/g, '')
  const keys = Object.keys(manifest).filter((key) => manifest[key].name === name)
  if (keys.length === 0) throw new Error(`sizes.json names ${part}, which the build does not have`)
  return keys
}

/** The script of a chunk, its styles, and all it imports at once. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const style of chunk.css ?? []) seen.add(style)
  for (const next of chunk.imports ?? []) closure(next, seen)
  return seen
}
const kib = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(web, 'dist', file)), { level: 9 }).length, 0) / 1024

const entry = closure('index.html')
const frame = closure('src/app/signed.tsx', new Set(entry))
let failed = false
const report = (name, size, budget) => {
  const over = size > budget
  failed ||= over
  console.log(`${over ? 'OVER ' : '     '}${name.padEnd(34)} ${size.toFixed(0).padStart(4)} KiB of ${budget}`)
}
report('entry', kib(entry), budgets.entry)
for (const [list, before] of [
  [budgets.beyondEntry, entry],
  [budgets.routes, frame],
]) {
  for (const [part, budget] of Object.entries(list)) {
    const files = new Set(keysOf(part).flatMap((key) => [...closure(key)]))
    report(part, kib([...files].filter((file) => !before.has(file))), budget)
  }
}
// each further file costs the first page some milliseconds, however small it is
const first = new Set([...frame, ...closure('src/app/ledger-page.tsx')])
const many = first.size > budgets.filesOfLedger
failed ||= many
console.log(
  `${many ? 'OVER ' : '     '}${'files of the ledger'.padEnd(34)} ${String(first.size).padStart(4)} of ${budgets.filesOfLedger}`,
)
if (failed) {
  console.error('页面超出了体积或文件数的预算（web/sizes.json）。请改为按需加载，或去掉不用的部分。')
  process.exit(1)
}
