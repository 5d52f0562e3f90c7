// A real browser for the tests of pages. Debian's Chromium, with a profile of its own that is thrown away.

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** True when a browser is here; throws instead of skipping where one is required. */
export function browserIsHere(): boolean {
  const here = existsSync(CHROMIUM)
  if (!here && process.env.REQUIRE_BROWSER === '1') throw new Error(`REQUIRE_BROWSER=1, but there is no ${CHROMIUM}`)
  if (!here) process.stderr.write(`Browser tests are skipped: there is no ${CHROMIUM}.\n`)
  return here
}

/** Starts the browser; every context asked of it is a fresh profile. */
export async function startBrowser(): Promise<{
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>
  close: () => Promise<void>
}> {
  const home = await mkdtemp(join(tmpdir(), 'contact-point-browser-'))
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ARGUMENTS,
    env: { ...definedEnvironment(), HOME: home },
  })
  return {
    newContext: (options) => browser.newContext(options),
    async close() {
      await browser.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}
