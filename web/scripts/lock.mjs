// The lock file installs everywhere: every platform package that a native tool may want is in it, no address of a registry is.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const lock = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json'), 'utf8'))
const faults = []
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    const nested = `${path ? `${path}/` : ''}node_modules/${name}`
    if (!lock.packages[nested] && !lock.packages[`node_modules/${name}`])
      faults.push(`${path || '(root)'} wants ${name}, which is not in the lock file`)
  }
  if (entry.resolved && !entry.link) faults.push(`${path} names a registry`)
}
const wanted = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', 'package.json'), 'utf8'))
for (const [name, version] of Object.entries({ ...wanted.dependencies, ...wanted.devDependencies })) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) faults.push(`${name} is not pinned: ${version}`)
}
if (faults.length > 0) {
  console.error(`package-lock.json:\n  ${faults.join('\n  ')}`)
  process.exit(1)
}
