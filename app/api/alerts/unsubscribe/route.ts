import type { NextRequest } from 'next/server'
import { done } from '@/lib/dto/account'
import { oneClickForm, subscriptionForm } from '@/lib/dto/alerts'
import { setSubscription } from '@/lib/flows/alerts/unsubscribe'
import { getFlows } from '@/lib/flows/live'
import { parseRequest } from '../../endpoint'
import { readForm, redirectAfterForm } from '../../form'
import { Refusal } from '../../refusal'
import { answer, respond } from '../../respond'

const pageOf = (token: string): string => `/meldingen/afmelden?${new URLSearchParams({ token }).toString()}`

const tokenIn = ({ nextUrl }: NextRequest): string => nextUrl.searchParams.get('token') ?? ''

/** Somebody opened the address that is meant for his mail program: the page asks him. What only looks changes nothing. */
export const GET = (request: NextRequest): Response => redirectAfterForm(pageOf(tokenIn(request)))

/**
 * Stops what the link from a mail is about, or takes that back. Whoever holds the link may: it is signed, and its page and
 * a mail program, which has no page of ours and no session, ask for the same.
 */
export const POST = (request: NextRequest): Promise<Response> =>
  respond(async () => {
    const token = tokenIn(request)
    const fields = await readForm(request)
    if (oneClickForm.safeParse(fields).success) {
      if (!(await setSubscription(getFlows(), token, false))) throw new Refusal('link-invalid')
      return answer(done, { done: true })
    }
    const { isWanted } = parseRequest(subscriptionForm, fields)
    await setSubscription(getFlows(), token, isWanted === 'yes')
    // Its page tells how it stands now, also when the link is worth nothing.
    return redirectAfterForm(pageOf(token))
  })
