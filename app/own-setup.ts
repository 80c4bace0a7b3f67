import { cookies } from 'next/headers'
import {
  newSetupSecret,
  openSetupCookie,
  setupCookie,
  setupLifetimeMs,
  signSetupSecret,
  type SetupPurpose,
} from '@/lib/auth/setup-cookie'
import { getDb } from '@/lib/db/client'
import { createSetup, findSetupBySecret, type SetupRecord } from '@/lib/db/setups'
import { getFlows } from '@/lib/flows/live'
import { getEnv } from '@/lib/platform/env'

const findByCookie = async (purpose: SetupPurpose): Promise<SetupRecord | null> => {
  const { appUrl, nextauthSecret } = getEnv()
  const secret = openSetupCookie((await cookies()).get(setupCookie(appUrl, purpose).name)?.value, nextauthSecret)
  return secret === null ? null : findSetupBySecret(getDb(), secret, new Date())
}

/** The way through the wizard of this browser, finished or not; null when it has none, or one whose time is over. */
export const findOwnSetup = (): Promise<SetupRecord | null> => findByCookie('install')

/** The new sign-in for a combi that this browser is at; null when it is at none. */
export const findOwnRenewal = (): Promise<SetupRecord | null> => findByCookie('renew')

/** The one that goes on; null when this browser begins anew. */
export const findOpenSetup = async (): Promise<SetupRecord | null> => {
  const setup = await findOwnSetup()
  return setup?.finishedAt === null ? setup : null
}

/** Begins a way through the wizard for this browser. */
export const beginSetup = (): Promise<SetupRecord> => begin('install', null)

/** Begins a new sign-in for an account of this combi. */
export const beginRenewal = (renews: NonNullable<SetupRecord['renews']>): Promise<SetupRecord> => begin('renew', renews)

const begin = async (purpose: SetupPurpose, renews: SetupRecord['renews']): Promise<SetupRecord> => {
  const { appUrl, nextauthSecret } = getEnv()
  const { newId } = getFlows()
  const now = new Date()
  const secret = newSetupSecret()
  const expiresAt = new Date(now.getTime() + setupLifetimeMs)
  await createSetup(getDb(), { id: newId(), workspaceId: newId(), secret, now, expiresAt, renews })
  const setup = await findSetupBySecret(getDb(), secret, now)
  if (setup === null) throw new Error('A setup that was just made is there')
  const { name, options } = setupCookie(appUrl, purpose)
  ;(await cookies()).set(name, signSetupSecret(secret, nextauthSecret), options)
  return setup
}

/** Takes the setup's secret out of the browser. */
export const forgetOwnSetup = async (): Promise<void> => {
  const { name, options } = setupCookie(getEnv().appUrl)
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}
