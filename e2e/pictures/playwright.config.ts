import { defineConfig } from '@playwright/test'
import base from '../playwright.config'

// `npx playwright test -c e2e/pictures`: looks at every page without judging it, for whoever works on the screens.
export default defineConfig(base, {
  testDir: '.',
  testMatch: 'take-pictures.ts',
  outputDir: '../../test-results',
  workers: 1,
  globalSetup: '../global-setup.ts',
})
