import { describe, it, onTestFinished } from 'vitest'
import { readingGuarantees } from './source-reading'
import type { SourceStage } from './source-stage'
import { sourceTransportGuarantees } from './source-transport'
import { writingGuarantees } from './source-writing'

const guarantees = { ...sourceTransportGuarantees, ...readingGuarantees, ...writingGuarantees }

/** A promise that every source connector makes, by its title. */
export type SourceGuarantee = keyof typeof guarantees

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
