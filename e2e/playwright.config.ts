import { defineConfig, devices } from '@playwright/test'
import { chromium } from '@playwright/test'
import { findChromium } from '@/lib/platform/start/chromium'

const minute = 60_000
const reportFile = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
const executablePath = findChromium(process.env, chromium.executablePath()) ?? undefined

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  // Each worker has a portal of its own, with one combi for all its tests: what one does to it, the next one sees.
  workers: 2,
  fullyParallel: false,
  // A test that passes the second time has found a defect, in the portal or in itself.
  retries: 0,
  forbidOnly: true,
  timeout: 4 * minute,
  globalTimeout: 28 * minute,
  expect: { timeout: 15_000 },
  reporter: reportFile === undefined ? 'list' : [['list'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium has no sandbox of its own for root; the rest keeps it from calling home during a test.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
