import { describe, it, onTestFinished } from 'vitest'
import { readingGuarantees } from './source-reading'
import { sourceFileGuarantees } from './source-files'
import type { SourceStage } from './source-stage'
import { sourceTransportGuarantees } from './source-transport'
import { writingGuarantees } from './source-writing'

declare module 'vitest' {
  interface ProvidedContext {
    /** Which connectors also run against the real vendor, and with what; given by `vitest.config.ts`. */
    contractLive: Readonly<Record<string, string | undefined>>
  }
}

const guarantees = {
  ...sourceTransportGuarantees,
  ...readingGuarantees,
  ...writingGuarantees,
  ...sourceFileGuarantees,
}

/** A promise that every source connector makes, by its title. */
export type SourceGuarantee = keyof typeof guarantees

/** Guarantees that can be shown without making anything happen at the vendor. */
export const needsNoWorld: readonly SourceGuarantee[] = [
  'good credentials name the account',
  'bad credentials are auth',
]

/** Leaves out every guarantee but those that read: a real account is not a place to try writing. */
export const onlyReading = (reason: string): Partial<Record<SourceGuarantee, string>> =>
  Object.fromEntries(
    Object.keys(guarantees).flatMap((title) =>
      needsNoWorld.some((known) => known === title) ? [] : [[title, reason]],
    ),
  )

export type SourceTarget = {
  /** A fresh account for one test. */
  target: () => Promise<SourceStage>
  /** What this vendor cannot promise, each with the reason in words. */
  leaveOut: Partial<Record<SourceGuarantee, string>>
}

/** Hands a connector to every guarantee of the source contract, each on an account of its own. */
export const describeSource = (name: string, { target, leaveOut }: SourceTarget): void => {
  describe(`${name} keeps the source contract`, () => {
    for (const [title, check] of Object.entries(guarantees)) {
      if (title in leaveOut) continue
      it(title, async () => {
        const stage = await target()
        onTestFinished(() => stage.stop())
        await check(stage)
      })
    }
  })
}
