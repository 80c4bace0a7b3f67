import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './fixtures'

const desk = { width: 1280, height: 900 } as const

const widths = [
  { label: '360', viewport: { width: 360, height: 780 } },
  { label: '1280', viewport: desk },
] as const

/** A phone and a desk, by day and by night. */
export const everyLook = widths.flatMap(({ label, viewport }) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ name: `${label}-${colorScheme}`, viewport, colorScheme })),
)

export type Look = (typeof everyLook)[number]

/**
 * A phone by day and a desk by night. Colours do not depend on the width here, nor the layout on the colours: each of them
 * once finds what all four would, in half the time.
 */
export const looks = everyLook.filter(({ name }) => name === '360-light' || name === '1280-dark')

/** Shows the open page in this look. */
export const wear = async (page: Page, { viewport, colorScheme }: Look): Promise<void> => {
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme })
  // Colours glide from one look to the other: half-way they are nobody's design.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished),
    ),
  )
}

export const publicAddresses = [
  '/',
  '/inloggen',
  '/inloggen/link',
  '/wachtwoord',
  '/adres',
  '/uitnodiging',
  '/meldingen/afmelden',
]

/** Every page of the portal for whoever is signed in, with the newest run of the first combi among them. */
export const addressesOfPortal = async (page: Page): Promise<string[]> => {
  await page.goto('/combis')
  const log = await page.getByRole('link', { name: 'Logboek' }).first().getAttribute('href')
  if (log === null) throw new Error('The page of the combis links to no log')
  await page.goto(log)
  const runLink = page.getByRole('main').locator(`a[href^="${log}/"]`).first()
  await expect(runLink).toBeVisible()
  const run = await runLink.getAttribute('href')
  const states = ['pending', 'offered', 'booked', 'failed', 'action', 'ignored']
  const workspace = ['/werkruimte', '/werkruimte/mensen', '/werkruimte/controlelog']
  return ['/combis', '/account', ...workspace, log, run ?? log, ...states.map((state) => `/facturen?state=${state}`)]
}

/** How far the page can be scrolled sideways: a table may scroll in its own frame, the page may not. */
export const widthBeyondView = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** The open page, on a phone by day and a desk by night: accessible, and no wider than its screen. It is left at a desk. */
export const expectGoodInEveryLook = async (page: Page): Promise<void> => {
  for (const look of looks)
    await test.step(look.name, async () => {
      await wear(page, look)
      await expectAccessible(page)
      expect(await widthBeyondView(page)).toBe(0)
    })
  await page.setViewportSize(desk)
}
