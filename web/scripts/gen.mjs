// Writes what the browser takes from the contract: src/api/schema.ts (wire types), labels.ts
// (titles of fields, words of enumerations), fields.ts (kinds and limits of what forms send),
// actions.ts (actions and scopes in words). `--check` writes nothing and fails when a committed file differs.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { actionsOf } from './actions.mjs'
import { fieldsOf } from './fields.mjs'
import { labelsOf } from './labels.mjs'

const web = join(dirname(fileURLToPath(import.meta.url)), '..')
const contract = join(web, '..', 'openapi', 'openapi.json')
const scratch = mkdtempSync(join(tmpdir(), 'chengfeng-gen-'))
const tool = (name) => join(web, 'node_modules', '.bin', name)
const run = (command, args) => execFileSync(command, args, { cwd: web, stdio: ['ignore', 'ignore', 'inherit'] })

try {
  run(tool('openapi-typescript'), [contract, '--output', join(scratch, 'schema.ts')])
  const document = JSON.parse(readFileSync(contract, 'utf8'))
  const made = {
    'schema.ts': readFileSync(join(scratch, 'schema.ts'), 'utf8'),
    'labels.ts': labelsOf(document),
    'fields.ts': fieldsOf(document),
    'actions.ts': actionsOf(document),
  }
  const stale = []
  for (const [name, text] of Object.entries(made)) {
    const path = join(web, 'src', 'api', name)
    if (process.argv.includes('--check')) {
      let committed = ''
      try {
        committed = readFileSync(path, 'utf8')
      } catch {
        // a missing file is a stale one
      }
      if (committed !== text) stale.push(name)
    } else {
      writeFileSync(path, text)
    }
  }
  if (stale.length > 0) {
    console.error(`src/api 中的 ${stale.join('、')} 与 openapi/openapi.json 不一致。请在 web 目录运行 npm run gen。`)
    process.exit(1)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
