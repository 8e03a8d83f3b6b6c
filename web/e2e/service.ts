/** The real binary on a fresh SQLite file with the demo city and the built pages, on a free port of this machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const binary =
  process.env['CHENGFENG_BINARY'] ?? join(process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'), 'debug', 'chengfeng')

/** Before all journeys: the demo city is loaded once, and each file of journeys gets a copy. */
export default function loadCity(): () => void {
  const city = mkdtempSync(join(tmpdir(), 'chengfeng-city-'))
  const env = { ...process.env, CHENGFENG_DATA: city, CHENGFENG_DATABASE_URL: '', CHENGFENG_LOG: 'error' }
  execFileSync(binary, ['demo', 'load'], { env, stdio: 'ignore' })
  process.env['CHENGFENG_CITY'] = city
  return () => rmSync(city, { recursive: true, force: true })
}

export type Service = { origin: string; people: Map<string, { name: string; password: string }>; stop: () => Promise<void> }

/** `settings`: what `chengfeng.toml` says. `made`: how many projects and trips to make up beside the demo city, so that figures have something to count. */
export async function start(made?: { projects: number; trips: number }, settings?: string): Promise<Service> {
  const data = mkdtempSync(join(tmpdir(), 'chengfeng-journey-'))
  const port = await freePort()
  if (settings) writeFileSync(join(data, 'chengfeng.toml'), settings)
  const env = {
    ...process.env,
    CHENGFENG_DATA: data,
    CHENGFENG_DATABASE_URL: '',
    CHENGFENG_LISTEN: `127.0.0.1:${port}`,
    CHENGFENG_WEB: join(root, 'web', 'dist'),
    CHENGFENG_LOG: 'error',
  }
  const city = process.env['CHENGFENG_CITY']
  if (city) cpSync(city, data, { recursive: true })
  else execFileSync(binary, ['demo', 'load'], { env, stdio: 'ignore' })
  if (made) {
    const wish = ['--projects', String(made.projects), '--enterprises', '200', '--trips', String(made.trips)]
    execFileSync(binary, ['demo', 'seed', ...wish], { env, stdio: 'ignore' })
  }
  const child = spawn(binary, ['serve'], { env, stdio: 'ignore' })
  const origin = `http://127.0.0.1:${port}`
  await ready(`${origin}/readyz`, child)
  return {
    origin,
    people: firstLogins(readFileSync(join(data, 'first-login.txt'), 'utf8')),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function firstLogins(text: string): Service['people'] {
  const lines = text.split('\n').map((line) => line.split('\t'))
  return new Map(
    lines.filter((cells) => cells.length === 3).map(([user = '', name = '', password = '']) => [user, { name, password }]),
  )
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the service does not become ready')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
