import type { APIRequestContext } from '@playwright/test'

/*
 * What a person does on the vendors' own pages, without a browser to draw them: each answers with where the vendor sends
 * the person back to. Going there is up to the test.
 */

const submit = (
  request: APIRequestContext,
  url: string,
  fields: readonly (readonly [string, string])[],
): ReturnType<APIRequestContext['post']> =>
  request.post(url, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    data: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
    maxRedirects: 0,
  })

const locationOf = (answer: Awaited<ReturnType<typeof submit>>): URL => {
  const { location } = answer.headers()
  if (location === undefined) throw new Error(`The vendor sent nobody back (${String(answer.status())})`)
  return new URL(location)
}

/** Consent at Simplicate, by whoever is signed in there. */
export const consentAtSimplicate = async (request: APIRequestContext, url: string): Promise<URL> =>
  locationOf(await submit(request, url, [['keuze', 'toestaan']]))

/** The main user signs in at Minox and consents for all administrations. */
export const consentAtMinox = async (request: APIRequestContext, url: string): Promise<URL> => {
  const { origin, searchParams } = new URL(url)
  const page = await submit(request, `${origin}/oauth/login`, [
    ...searchParams,
    ['customer_number', '12345'],
    ['user', 'MINOX'],
    ['password', 'minox'],
  ])
  const [, token = ''] = /name="token" value="([^"]+)"/.exec(await page.text()) ?? []
  const administrations = ['1', '2', '3', '4'].map((id) => ['administration', id] as const)
  return locationOf(
    await submit(request, `${origin}/oauth/consent`, [['token', token], ['decision', 'allow'], ...administrations]),
  )
}
