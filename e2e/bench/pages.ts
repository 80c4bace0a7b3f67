import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { findChromium } from '@/lib/platform/start/chromium'
import { findFreePort } from '@/lib/platform/start/ports'
import { synchronise } from '../portal'

const publicPages = { '/': '/', '/inloggen': '/inloggen', '/koppelen/simplicate-minox': '/koppelen/simplicate-minox' }

/** The pages of the portal by their route, with the addresses of the first combi, its first run and an invoice. */
const portalPages = ({ combi, run, invoice }: Record<'combi' | 'run' | 'invoice', string>): Record<string, string> => ({
  '/combis': '/combis',
  '/combis/[id]/logboek': `/combis/${combi}/logboek`,
  '/combis/[id]/logboek/[runId]': `/combis/${combi}/logboek/${run}`,
  '/combis/[id]/bewerken': `/combis/${combi}/bewerken`,
  '/combis/[id]/bewerken/omzetgroepen': `/combis/${combi}/bewerken/omzetgroepen`,
  '/combis/[id]/bewerken/verbindingen': `/combis/${combi}/bewerken/verbindingen`,
  '/combis/[id]/bewerken/verwijderen': `/combis/${combi}/bewerken/verwijderen`,
  '/combis/verwijderd': '/combis/verwijderd',
  '/combis/[id]/statistieken': `/combis/${combi}/statistieken`,
  '/combis/[id]/aansluiting': `/combis/${combi}/aansluiting`,
  '/facturen': '/facturen?state=pending',
  '/facturen/[id]': `/facturen/${invoice}`,
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

/** On a busy machine Lighthouse may lose the trace of a page, and then asks to be run again. */
const mostTries = 3

const judge = async (url: string, browser: { port: number; cookie: string }): Promise<Scores> => {
  let problems: string[] = []
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { scores, problems: found } = await judgeOnce(url, browser)
    if (scores !== null) return scores
    problems = found
  }
  throw new Error(`Lighthouse could not judge ${url}: ${problems.join('; ')}`)
}

const judgeOnce = async (url: string, { port, cookie }: { port: number; cookie: string }) => {
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
  const { categories = {}, audits = {} } = result?.lhr ?? {}
  const scoreOf = (category: string): number | null => categories[category]?.score ?? null
  const [performance, accessibility] = [scoreOf('performance'), scoreOf('accessibility')]
  const problems = Object.values(audits).flatMap(({ errorMessage }) => errorMessage ?? [])
  // None is no zero: a part of it could not be judged.
  if (performance === null || accessibility === null) return { scores: null, problems: [...new Set(problems)] }
  return { scores: { performance: percent(performance), accessibility: percent(accessibility) }, problems: [] }
}

const percent = (score: number): number => Math.round(score * 100)

const signIn = async (browser: Browser, appUrl: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ baseURL: appUrl, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto('/inloggen')
  await page.getByLabel('E-mailadres').fill(requireVariable('DEMO_EMAIL'))
  await page.getByLabel('Wachtwoord').fill(requireVariable('DEMO_PASSWORD'))
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.waitForURL('**/combis')
  // With a run in the log and invoices to look at, as a person has them.
  await synchronise(page)
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
    const firstOf = async (path: string): Promise<string> => {
      const answer: unknown = await (await context.request.get(path)).json()
      const first = (answer as { items: { id: string }[] }).items[0]
      if (first === undefined) throw new Error(`${path} has nothing to show a page of`)
      return first.id
    }
    const combi = await firstOf('/api/combis')
    const things = {
      ...{ combi, run: await firstOf(`/api/combis/${combi}/runs`) },
      invoice: await firstOf('/api/invoices?state=pending'),
    }
    const stranger = await browser.newContext({ locale: 'nl-NL' })
    const places = [
      ...Object.entries(publicPages).map(([route, path]) => ({ route, path, context: stranger, cookie: '' })),
      ...Object.entries(portalPages(things)).map(([route, path]) => ({ route, path, context, cookie })),
    ]
    const clientJsKiB: Record<string, number> = {}
    const scores: Record<string, Scores> = {}
    for (const place of places) {
      const url = `${appUrl}${place.path}`
      clientJsKiB[place.route] = await measureScripts(place.context, url)
      scores[place.route] = await judge(url, { port, cookie: place.cookie })
      const { performance, accessibility } = scores[place.route] ?? { performance: 0, accessibility: 0 }
      console.log(
        `${place.route.padEnd(36)} ${String(clientJsKiB[place.route]).padStart(6)} KiB script (streven ≤ 190)   Lighthouse: snelheid ${performance} (≥ 95), toegankelijkheid ${accessibility} (100)`,
      )
    }
    return { clientJsKiB, lighthouse: scores }
  } finally {
    await browser.close()
  }
}

console.log(JSON.stringify(await measure()))
process.exit(0)
