/** Times read in the page itself, of what has been painted; the browser slowed down as an office PC is. */
import type { CDPSession, Page } from '@playwright/test'

export type Line = { slower: number; network: boolean }

/** 10 Mbit/s and 40 ms there and back: a county's line to the city. */
const LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 }

export class Stopwatch {
  readonly page: Page
  private readonly cdp: CDPSession
  private bytes = { script: 0, answer: 0 }

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page
    this.cdp = cdp
  }

  static async of(page: Page): Promise<Stopwatch> {
    const cdp = await page.context().newCDPSession(page)
    const watch = new Stopwatch(page, cdp)
    await cdp.send('Network.enable')
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    const kinds = new Map<string, 'script' | 'answer'>()
    cdp.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type === 'Fetch' ? 'answer' : 'script'))
    cdp.on('Network.loadingFinished', (event) => {
      watch.bytes[kinds.get(event.requestId) ?? 'script'] += event.encodedDataLength
    })
    return watch
  }

  async slow(line: Line): Promise<void> {
    await this.cdp.send('Emulation.setCPUThrottlingRate', { rate: line.slower })
    await this.cdp.send(
      'Network.emulateNetworkConditions',
      line.network ? LINE : { ...LINE, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
    )
  }

  /** Milliseconds from the start of the navigation until [selector] with text is painted, nothing kept from before. */
  async cold(url: string, selector: string): Promise<{ ms: number; script: number; answer: number }> {
    await this.cdp.send('Network.clearBrowserCache')
    await this.page.goto('about:blank')
    this.bytes = { script: 0, answer: 0 }
    await this.page.goto(url, { waitUntil: 'commit' })
    const ms = await this.painted(selector)
    return { ms, ...this.bytes }
  }

  /** Milliseconds since the navigation until [selector] is there, and the frame after it. */
  private painted(selector: string): Promise<number> {
    return this.page.evaluate(
      (wanted) =>
        new Promise<number>((resolve, reject) => {
          const look = () => {
            if (performance.now() > 60_000) return void reject(new Error(`${wanted} does not come`))
            if (!document.querySelector(wanted)?.textContent?.trim()) return void requestAnimationFrame(look)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
          }
          look()
        }),
      selector,
    )
  }

  /** Milliseconds from [start] until [done] holds and is painted; both run in the page, so that nothing between counts. */
  act(start: () => void, done: () => boolean): Promise<number> {
    return this.page.evaluate<number>(`new Promise((resolve) => {
      const done = ${done}
      const from = performance.now()
      const look = () => done()
        ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)))
        : requestAnimationFrame(look)
      ;(${start})()
      requestAnimationFrame(look)
    })`)
  }

  /** Work of the main thread for each of [steps] turns of the wheel by 96 px, in milliseconds of processor time. */
  async perStep(steps: number): Promise<number> {
    const before = await this.work()
    for (let n = 0; n < steps; n += 1) {
      await this.page.mouse.wheel(0, 96)
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
    return ((await this.work()) - before) / steps
  }

  private async work(): Promise<number> {
    const { metrics } = await this.cdp.send('Performance.getMetrics')
    return (metrics.find((one) => one.name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

/** The one in the middle: one late run says nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
