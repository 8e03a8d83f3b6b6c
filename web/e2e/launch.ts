/** Debian's Chromium with a fresh profile, and a guard: a request to anything but this machine fails the journey. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Desk = { width: number; height: number }
export const DESK: Desk = { width: 1366, height: 768 }
/** What a real browser leaves of that screen. */
export const LOW: Desk = { width: 1366, height: 625 }
export const PHONE: Desk = { width: 390, height: 844 }

export async function launch(
  size: Desk,
  timezoneId = 'Asia/Shanghai',
  reducedMotion: 'reduce' | 'no-preference' = 'no-preference',
): Promise<{ context: BrowserContext; foreign: string[]; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'chengfeng-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: FLAGS,
    viewport: size,
    locale: 'zh-CN',
    timezoneId,
    reducedMotion,
    hasTouch: size.width < 768,
  })
  const foreign: string[] = []
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') foreign.push(request.url())
  })
  return {
    context,
    foreign,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
