import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { minoxBooks } from './minox-books'
import { simplicateOffice } from './simplicate-office'
import { readStackInfo, type StackInfo } from './stack-info'

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

type TestFixtures = {
  office: ReturnType<typeof simplicateOffice>
  books: ReturnType<typeof minoxBooks>
}
type WorkerFixtures = { stack: StackInfo; session: StorageState }

/** A visitor's browser: any error in the console, on the page or from the server fails the test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  /** One that no other test acts on at the same time. */
  stack: [
    async ({}, use, { parallelIndex }) => {
      await use(readStackInfo(parallelIndex))
    },
    { scope: 'worker' },
  ],
  /** Signed in once, through the form, as the demo user. */
  session: [
    async ({ browser, stack }, use) => {
      const page = await browser.newPage({ baseURL: stack.appUrl, locale: 'nl-NL' })
      await signIn(page, stack.demo)
      const state = await page.context().storageState()
      await page.close()
      await use(state)
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ stack }, use) => {
    await use(stack.appUrl)
  },
  page: async ({ page }, use) => {
    const problems = watchProblems(page)
    await use(page)
    expect(problems, 'errors in the browser').toEqual([])
  },
  office: async ({ request, stack }, use) => {
    await use(simplicateOffice(request, stack.simplicateUrl))
  },
  books: async ({ request, stack }, use) => {
    await use(minoxBooks(request, stack.minoxUrl))
  },
})

/** The demo user's browser. */
export const signedInTest = test.extend({
  storageState: async ({ session }, use) => {
    await use(session)
  },
})

export { expect }

export const signIn = async (page: Page, { email, password }: StackInfo['demo']): Promise<void> => {
  await page.goto('/inloggen')
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.waitForURL('**/combis')
}

/** The rules of WCAG 2.2 A and AA that a machine can check, on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // In the page itself instead of a blank one beside it: thrice as fast, and the same where there are no frames.
    .setLegacyMode()
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}

const watchProblems = (page: Page): string[] => {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    problems.push(`page: ${error.message}`)
  })
  page.on('requestfailed', (failed) => {
    // A page that is left takes its pending requests with it.
    const reason = failed.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') problems.push(`request: ${failed.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`response: ${response.url()} ${response.status()}`)
  })
  return problems
}
