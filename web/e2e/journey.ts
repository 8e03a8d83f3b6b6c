/** What every journey has: the service, a browser, counted clicks and keys, axe, and pictures to be looked at. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { DESK, type Desk, LOW, launch, PHONE } from './launch'
import { type Service, start } from './service'

const shots = fileURLToPath(new URL('../../target/web-shots', import.meta.url))
mkdirSync(shots, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Handbook: the first screen of a page, and what a thumb can press. */
const FIRST_SCREEN = 600
const THUMB = 44
const PASSWORD = 'MuXu.GanCao.47'

export class Person {
  readonly page: Page
  private readonly service: Service
  private clicks = 0
  private keys = 0

  constructor(page: Page, service: Service) {
    this.page = page
    this.service = service
  }

  /** The first sign-in with a one-time password, and the password of one's own. */
  async enter(username: string): Promise<void> {
    const known = this.service.people.get(username)
    if (!known) throw new Error(`the demo city has no ${username}`)
    await this.page.goto(this.service.origin)
    await this.signIn(username, known.password)
    if (known.password !== PASSWORD) {
      await this.page.getByLabel('现在的口令').fill(known.password)
      await this.page.getByLabel('新口令', { exact: true }).fill(PASSWORD)
      await this.page.getByLabel('再输一次新口令').fill(PASSWORD)
      await this.page.getByRole('button', { name: '改好并进入' }).click()
      known.password = PASSWORD
    }
    await expect(this.page.getByRole('navigation', { name: '主菜单', includeHidden: true })).toBeAttached()
  }

  /** Signs out, so that another person may sit down here. Not counted. */
  async leave(): Promise<void> {
    await this.page.locator('.account').click()
    const out = this.page.getByRole('menuitem', { name: '退出登录' })
    await out.waitFor()
    await this.still()
    await out.click()
    await expect(this.page.getByLabel('用户名')).toBeVisible()
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel('用户名').fill(username)
    await this.page.getByLabel('口令', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: '登录' }).click()
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.service.origin + path)
  }

  /** A key that counts; what is typed as content is typed with [type]. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1
      await this.page.keyboard.press(key)
    }
  }

  /** Content, once there is somewhere to write it: a person waits for the cursor, a page just opened has none yet. */
  async type(text: string): Promise<void> {
    await expect(this.page.locator('input:focus, textarea:focus')).toHaveCount(1)
    await this.page.keyboard.type(text)
  }

  async click(name: string, role: 'button' | 'link' | 'tab' = 'button'): Promise<void> {
    this.clicks += 1
    // a tab may say behind its name how much is there
    const whole = role === 'tab' ? new RegExp(`^${name}( \\d+)?$`) : name
    const target = this.page.getByRole(role, { name: whole, exact: true })
    await target.waitFor()
    // a press on what is still growing can begin on it and end beside it
    await this.still()
    await target.click()
  }

  /** Takes an option of a choice by its label; both presses are content, not the way. */
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('dialog').getByLabel(label).last().click()
    await this.page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
  }

  /** The same where the handbook counts it. */
  async chooseCounted(label: string, option: string): Promise<void> {
    this.clicks += 2
    await this.choose(label, option)
  }

  /** A pointer press or tap on anything; counts and waits like [click]. */
  async tap(target: Locator): Promise<void> {
    this.clicks += 1
    await target.waitFor()
    await this.still()
    await target.click()
  }

  /** The layer of this name that lies on top, once it stands still. */
  async dialog(name: string | RegExp): Promise<Locator> {
    const dialog = this.page.getByRole('dialog', { name }).last()
    await expect(dialog).toBeVisible()
    await this.still()
    return dialog
  }

  /** What a job took since the last time; fails above what it may take. */
  took(most: { clicks: number; keys: number }): void {
    expect
      .soft({ clicks: this.clicks <= most.clicks, keys: this.keys <= most.keys }, `${this.clicks} clicks, ${this.keys} keys`)
      .toEqual({
        clicks: true,
        keys: true,
      })
    this.clicks = 0
    this.keys = 0
  }

  /** Until what opens or closes has done so: half-transparent text has no contrast. What turns forever is not waited for. */
  private async still(): Promise<void> {
    for (let tries = 0; tries < 125; tries += 1) {
      const moving = await this.page.evaluate(() =>
        document
          .getAnimations()
          .some((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY),
      )
      if (!moving) return
      await this.page.waitForTimeout(40)
    }
  }

  /**
   * The page as a real browser leaves it on that screen: what one came to do there lies within the first 600 px or in a bar that
   * never leaves the window, and nothing is wider than it. A picture of it, and the window as it was.
   */
  private async low(name: string, main: Locator): Promise<void> {
    const size = this.page.viewportSize() ?? DESK
    await this.page.setViewportSize(LOW)
    await this.page.waitForLoadState('networkidle')
    await this.still()
    await this.picture(`${name}-${LOW.height}`)
    const box = await main.boundingBox()
    const most = (await main.evaluate((one) => one.closest('.form-buttons') !== null)) ? LOW.height : FIRST_SCREEN
    expect(box, `${name}: its main action`).not.toBeNull()
    expect((box?.y ?? 0) + (box?.height ?? 0), `${name}: where its main action ends`).toBeLessThanOrEqual(most)
    expect(await this.page.evaluate(() => document.documentElement.scrollWidth), `${name}: its width`).toBeLessThanOrEqual(
      LOW.width,
    )
    await this.page.setViewportSize(size)
    await expect.poll(() => this.page.evaluate(() => innerHeight)).toBe(size.height)
    await this.still()
  }

  /** A picture for people to look at; nobody does where CI runs. */
  private async picture(name: string): Promise<void> {
    if (process.env['CI'] === 'true') return
    await this.page.screenshot({ path: join(shots, `${name}.png`), animations: 'disabled' })
  }

  /** On a phone everything that is pressed is as high as a thumb is wide, and none of it runs out of the window; a link in a text is as high as its line. */
  async thumbs(name: string): Promise<void> {
    const small = await this.page.evaluate((least) => {
      const pressed =
        'button, a[href], input:not([type="hidden"]), textarea, [role="tab"], [role="combobox"], .ant-picker, .ant-select'
      return [...document.querySelectorAll<HTMLElement>(pressed)].flatMap((one) => {
        // what is inside a larger control is pressed with it
        const whole =
          one.closest<HTMLElement>('.ant-select, .ant-picker, .ant-input-affix-wrapper, .ant-input-number, label') ?? one
        const { width, height, bottom, right } = whole.getBoundingClientRect()
        const seen = height > 1 && width > 1 && bottom > 0 && right > 0 && getComputedStyle(whole).visibility !== 'hidden'
        const words = one.getAttribute('aria-label') ?? one.textContent ?? ''
        const what = `${one.tagName} ${words.trim().slice(0, 30)}`
        if (!seen || (one.tagName === 'A' && getComputedStyle(one).display === 'inline')) return []
        if (right > innerWidth + 1 && !one.closest('[role="tablist"], .table-scroll')) return [`${what} runs out`]
        return height < least ? [`${what} ${Math.round(height)}px`] : []
      })
    }, THUMB)
    expect(small, name).toEqual([])
  }

  /**
   * Nothing that axe knows is wrong with the page as it stands, and a picture of it; with its main action (a button by its name)
   * another one of the low window.
   */
  async look(name: string, main?: string | Locator): Promise<void> {
    await this.page.waitForLoadState('networkidle')
    await this.still()
    await this.picture(name)
    // evaluated by the browser's own protocol: the policy of the page allows no inline script; once for each document
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe)
    const found = await this.page.evaluate(async () => {
      const runner = (
        window as unknown as {
          axe: {
            run: (o: object) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
          }
        }
      ).axe
      const result = await runner.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] })
      return result.violations.map(
        (v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`).join(' | ')}`,
      )
    })
    expect(found, name).toEqual([])
    if (main) await this.low(name, typeof main === 'string' ? this.page.getByRole('button', { name: main }).first() : main)
  }
}

type Fixtures = { desk: Person; second: Person; phone: Person; listener: Person; still: Person }
type Shared = { service: Service; settings: string }

/** Pages that are waited for until nothing is on its way do not listen for live changes: that request never ends. */
const deaf = () => {
  const real = window.fetch
  window.fetch = (target, options) =>
    String(target).endsWith('/api/v1/events') ? Promise.resolve(new Response(null, { status: 204 })) : real(target, options)
}

type Wishes = { timezone?: string; listens?: boolean; still?: boolean }

const person = async (service: Service, size: Desk, use: (person: Person) => Promise<void>, wishes: Wishes = {}) => {
  const browser = await launch(size, wishes.timezone, wishes.still ? 'reduce' : 'no-preference')
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  if (!wishes.listens) await page.addInitScript(deaf)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await use(new Person(page, service))
  await browser.close()
  expect(browser.foreign, 'requests that left the machine').toEqual([])
  expect(faults, 'errors of the page').toEqual([])
}

export const test = base.extend<Fixtures, Shared>({
  settings: ['', { option: true, scope: 'worker' }],
  service: [
    async ({ settings }, use) => {
      const service = await start(undefined, settings)
      await use(service)
      await service.stop()
    },
    { scope: 'worker' },
  ],
  desk: async ({ service }, use) => person(service, DESK, use),
  // another person at another desk
  second: async ({ service }, use) => person(service, DESK, use),
  // the phone of somebody abroad: dates must not move
  phone: async ({ service }, use) => person(service, PHONE, use, { timezone: 'America/New_York' }),
  // a page that hears at once what others do
  listener: async ({ service }, use) => person(service, DESK, use, { listens: true }),
  // somebody who asked the system for reduced motion
  still: async ({ service }, use) => person(service, DESK, use, { still: true }),
})
/** The button that does what waits, in the row of the inbox that says so; the row itself shows it beside the list. */
export const inboxAct = (page: Page, says: RegExp): Locator =>
  page
    .locator('.inbox-rows li')
    .filter({ has: page.getByRole('button', { name: says }) })
    .locator('.act')

export { expect }
