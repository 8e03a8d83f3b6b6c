// Beside every text file of the build its compressed forms, which the service hands out as they are.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TEXT = new Set(['.html', '.js', '.css', '.json', '.svg'])
const SMALLEST = 1024

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else yield path
  }
}

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
for (const path of files(dist)) {
  if (!TEXT.has(extname(path))) continue
  const content = readFileSync(path)
  if (content.length < SMALLEST) continue
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
}
