/**
 * How long the pages take, each beside a yardstick of the same run: goals are of a quiet machine, judged is the ratio: where
 * the goal lies above the yardstick on such a machine.
 * PAGES_ORIGIN, PAGES_USER, PAGES_PASSWORD: a running service with the large made-up city. PAGES_REPORT: where to write.
 */
import { writeFileSync } from 'node:fs'
import { type Page, test } from '@playwright/test'
import { DESK, launch } from '../launch'
import { type Line, median, Stopwatch } from './stopwatch'
import { yardstick } from './yardstick'

const origin = env('PAGES_ORIGIN')
const RUNS = Number(process.env['PAGES_RUNS'] ?? '5')
const QUICK: Line = { slower: 1, network: false }
const SLOW: Line = { slower: 4, network: false }
const FAR: Line = { slower: 4, network: true }
/** A cell with what it is about; before it comes a number of the row stands there. */
const FIRST_ROW = '[role="grid"] .grid-body [role="gridcell"]:nth-child(2):not(.empty)'

type Figure = { name: string; value: number; unit: string; goal: number; beside: number; yardstick: string; most: number }
const figures: Figure[] = []

test('pages beside their yardsticks', async () => {
  const browser = await launch(DESK)
  const bare = await yardstick()
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const watch = await Stopwatch.of(page)

  const opened = async (name: string, path: string, selector: string, line: Line, goal: number, most: number) => {
    await watch.slow(line)
    const runs = []
    const beside = []
    for (let n = 0; n < RUNS; n += 1) {
      const run = await watch.cold(origin + path, selector)
      runs.push(run.ms)
      beside.push((await watch.cold(bare.bare(run.script, run.answer), '[data-ready]')).ms)
    }
    figures.push({
      name,
      value: median(runs),
      unit: 'ms',
      goal,
      beside: median(beside),
      yardstick: 'bare page of the same bytes',
      most,
    })
  }
  const acted = async (name: string, goal: number, most: number, once: (n: number) => Promise<number>, beside: number) => {
    const runs = []
    for (let n = 0; n < RUNS; n += 1) runs.push(await once(n))
    figures.push({ name, value: median(runs), unit: 'ms', goal, beside, yardstick: 'the answer alone', most })
  }

  await opened('sign-in, first paint, CPU 1/4, 10 Mbit/s, 40 ms', '/', 'h1', FAR, 2000, 4)
  await watch.slow(QUICK)
  await signIn(page)
  await opened('ledger of all, first rows, CPU 1', '/projects', FIRST_ROW, QUICK, 800, 10)
  await opened('ledger of all, first rows, CPU 1/4', '/projects', FIRST_ROW, SLOW, 1500, 12)
  await opened('ledger of all, first rows, CPU 1/4, 10 Mbit/s, 40 ms', '/projects', FIRST_ROW, FAR, 2500, 4)
  await opened('dashboard ready, CPU 1/4', '/dashboard', 'main table td, main figure svg', SLOW, 3000, 10)

  await watch.slow(QUICK)
  await watch.cold(`${origin}/projects`, FIRST_ROW)
  const one = await answer(page, '/api/v1/projects?page_size=100&page=500')
  await acted('jump anywhere in the ledger, rows there', 300, 20, (n) => jump(watch, (n + 1) / (RUNS + 2)), one)
  const filtered = await answer(page, '/api/v1/projects?page_size=100&stage=started')
  await acted(
    'filter of the ledger, rows there',
    500,
    20,
    async (n) => {
      await page.goto(`${origin}/projects`)
      await page.locator(FIRST_ROW).first().waitFor()
      return filter(watch, page, n)
    },
    filtered,
  )
  await page.goto(`${origin}/projects`)
  await page.locator(FIRST_ROW).first().waitFor()
  await acted(
    'from the ledger to a project, warm',
    300,
    8,
    () => toProject(watch, page),
    await answer(page, '/api/v1/projects/1'),
  )

  await page.goto(`${origin}/projects`)
  await page.locator(FIRST_ROW).first().waitFor()
  const nodes = await page.locator('[role="grid"] *').count()
  await page.locator('[role="grid"]').hover()
  const turns = 100
  const scrolled = await watch.perStep(turns)
  await page.goto(bare.scroller(nodes))
  await page.locator('#box').hover()
  const empty = await watch.perStep(turns)
  figures.push({
    name: 'main thread per 96 px scrolled',
    value: scrolled,
    unit: 'ms',
    goal: 12,
    beside: empty,
    yardstick: 'bare scroller of as many nodes',
    most: 7.5,
  })

  await browser.close()
  await bare.stop()
  const above = figures.filter((f) => f.value / f.beside > f.most).map((f) => f.name)
  const said = [...figures.map(line), above.length ? `above: ${above.join('; ')}` : 'all pages within their ratios'].join('\n')
  process.stdout.write(`${said}\n`)
  const to = process.env['PAGES_REPORT']
  if (to) writeFileSync(to, `${said}\n`)
})

function line(f: Figure): string {
  const ratio = f.value / f.beside
  const missed = f.value <= f.goal ? '' : ' (missed)'
  const verdict = ratio <= f.most ? 'ok' : 'ABOVE'
  return `${f.name}: ${f.value.toFixed(1)} ${f.unit}, goal ${f.goal}${missed}; ${ratio.toFixed(1)} × ${f.yardstick} (${f.beside.toFixed(1)} ${f.unit}), at most ${f.most}: ${verdict}`
}

async function signIn(page: Page): Promise<void> {
  await page.goto(origin)
  await page.getByLabel('用户名').fill(env('PAGES_USER'))
  await page.getByLabel('口令', { exact: true }).fill(env('PAGES_PASSWORD'))
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
}

/** How long the same answer takes alone, asked from the page. */
async function answer(page: Page, path: string): Promise<number> {
  const runs = []
  const waiting = page.waitForRequest((r) => r.url().includes('/api/v1/') && r.headers()['authorization'] !== undefined)
  await page.reload()
  const authorization = (await waiting).headers()['authorization'] ?? ''
  for (let n = 0; n < RUNS; n += 1) {
    runs.push(
      await page.evaluate(
        async ([url, token]) => {
          const from = performance.now()
          await (await fetch(url ?? '', { headers: { Authorization: token ?? '' } })).arrayBuffer()
          return performance.now() - from
        },
        [path, authorization],
      ),
    )
  }
  return median(runs)
}

/** Puts the scroller somewhere else, until rows with words stand there. */
function jump(watch: Stopwatch, part: number): Promise<number> {
  return watch.page.evaluate(`window.benchPart = ${part}`).then(() =>
    watch.act(
      () => {
        const grid = document.querySelector('[role="grid"]')
        if (grid) grid.scrollTop = grid.scrollHeight * (window as unknown as { benchPart: number }).benchPart
      },
      () => {
        const grid = document.querySelector('[role="grid"]') as HTMLElement
        const wanted = Math.floor(grid.scrollTop / 32)
        const rows = [...grid.querySelectorAll('.grid-body [role="row"]')]
        const here = rows.filter((row) => Math.abs(Number(row.getAttribute('aria-rowindex')) - wanted) < 40)
        return here.length > 10 && here.every((row) => !row.querySelector('.empty'))
      },
    ),
  )
}

async function filter(watch: Stopwatch, page: Page, n: number): Promise<number> {
  await page
    .locator('.filters input')
    .first()
    .fill(`${n + 3}`)
  return watch.act(
    () => {
      const grid = document.querySelector('[role="grid"] .grid-body') as HTMLElement
      grid.dataset['before'] = grid.textContent ?? ''
      document.querySelector('.filters input')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    },
    () => {
      const grid = document.querySelector('[role="grid"] .grid-body') as HTMLElement | null
      const first = grid?.querySelector('[role="gridcell"]:nth-child(2):not(.empty)')?.textContent?.trim()
      return Boolean(first) && grid?.textContent !== grid?.dataset['before']
    },
  )
}

async function toProject(watch: Stopwatch, page: Page): Promise<number> {
  await page.locator(FIRST_ROW).first().click()
  const ms = await watch.act(
    () => {
      const row = document.querySelector('[role="grid"] .grid-body [role="row"]')
      row?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
    },
    () => Boolean(document.querySelector('article h1')?.textContent?.trim()),
  )
  await page.goBack()
  await page.locator(FIRST_ROW).first().waitFor()
  return ms
}

function env(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
