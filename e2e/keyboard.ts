import { expect, type Locator, type Page } from '@playwright/test'

const mostPresses = 80

/**
 * Waits until the page's script has taken hold of this element: what is drawn by the server can be seen, and found, before
 * its keys do anything.
 */
export const whenAlive = (target: Locator): Promise<void> =>
  expect
    .poll(() => target.evaluate((element) => Object.keys(element).some((name) => name.startsWith('__reactProps'))))
    .toBe(true)

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

/** Walks with Tab until this element has the focus, as somebody without a mouse does. */
export const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await target.waitFor()
  for (let presses = 0; presses < mostPresses; presses += 1) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${target.toString()}`)
}

/** Walks to it and presses it. */
export const press = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Walks to it and types in place of what is there. */
export const typeInto = async (page: Page, target: Locator, text: string): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}
