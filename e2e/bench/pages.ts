import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { findChromium } from '@/lib/platform/start/chromium'
import { findFreePort } from '@/lib/platform/start/ports'

const publicPages = { '/': '/', '/inloggen': '/inloggen', '/koppelen/simplicate-minox': '/koppelen/simplicate-minox' }

/** The pages of the portal by their route, with the addresses of the first combi. */
const portalPages = (combi: string): Record<string, string> => ({
  '/combis': '/combis',
  '/combis/[id]/logboek': `/combis/${combi}/logboek`,
  '/combis/[id]/bewerken': `/combis/${combi}/bewerken`,
  '/combis/[id]/statistieken': `/combis/${combi}/statistieken`,
  '/combis/[id]/aansluiting': `/combis/${combi}/aansluiting`,
  '/facturen': '/facturen?state=pending',
  '/account': '/account',
  '/werkruimte': '/werkruimte',
  '/werkruimte/mensen': '/werkruimte/mensen',
  '/werkruimte/controlelog': '/werkruimte/controlelog',
})

const requireVariable = (name: string): string => {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`${name} is not set: npm run bench sets it.`)
  return value
}

const kib = 1024
const round = (value: number): number => Math.round(value * 10) / 10

/** What a browser that comes for the first time has to run for this page, as it would be sent. */
const measureScripts = async (context: BrowserContext, url: string): Promise<number> => {
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      sizes.push(response.body().then((body) => gzipSync(body).byteLength))
  })
  await page.goto(url, { waitUntil: 'load' })
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await page.close()
  return round(bytes / kib)
}

type Scores = { performance: number; accessibility: number }

const judge = async (url: string, { port, cookie }: { port: number; cookie: string }): Promise<Scores> => {
  const result = await lighthouse(
    url,
    {
      port,
      logLevel: 'silent',
      onlyCategories: ['performance', 'accessibility'],
      extraHeaders: { Cookie: cookie },
      disableStorageReset: true,
    },
    desktopConfig,
  )
  const scoreOf = (category: string): number => Math.round((result?.lhr.categories[category]?.score ?? 0) * 100)
  return { performance: scoreOf('performance'), accessibility: scoreOf('accessibility') }
}

const signIn = async (browser: Browser, appUrl: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ baseURL: appUrl, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto('/inloggen')
  await page.getByLabel('E-mailadres').fill(requireVariable('DEMO_EMAIL'))
  await page.getByLabel('Wachtwoord').fill(requireVariable('DEMO_PASSWORD'))
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.waitForURL('**/combis')
  await page.close()
  return context
}

const measure = async () => {
  const appUrl = requireVariable('APP_URL')
  const port = await findFreePort()
  const executablePath = findChromium(process.env, chromium.executablePath()) ?? undefined
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  try {
    const context = await signIn(browser, appUrl)
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const answer: unknown = await (await context.request.get('/api/combis')).json()
    const combi = (answer as { items: { id: string }[] }).items[0]?.id ?? ''
    const stranger = await browser.newContext({ locale: 'nl-NL' })
    const places = [
      ...Object.entries(publicPages).map(([route, path]) => ({ route, path, context: stranger, cookie: '' })),
      ...Object.entries(portalPages(combi)).map(([route, path]) => ({ route, path, context, cookie })),
    ]
    const clientJsKiB: Record<string, number> = {}
    const scores: Record<string, Scores> = {}
    for (const place of places) {
      const url = `${appUrl}${place.path}`
      clientJsKiB[place.route] = await measureScripts(place.context, url)
      scores[place.route] = await judge(url, { port, cookie: place.cookie })
      const { performance, accessibility } = scores[place.route] ?? { performance: 0, accessibility: 0 }
      console.log(
        `${place.route.padEnd(30)} ${String(clientJsKiB[place.route]).padStart(6)} KiB script (streven ≤ 190)   Lighthouse: snelheid ${performance} (≥ 95), toegankelijkheid ${accessibility} (100)`,
      )
    }
    return { clientJsKiB, lighthouse: scores }
  } finally {
    await browser.close()
  }
}

console.log(JSON.stringify(await measure()))
process.exit(0)
