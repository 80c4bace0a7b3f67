import { describe, it, onTestFinished } from 'vitest'
import { bookGuarantees } from './accounting-books'
import { accountingFileGuarantees } from './accounting-files'
import type { AccountingStage } from './accounting-stage'
import { transportGuarantees } from './accounting-transport'

const guarantees = { ...transportGuarantees, ...bookGuarantees, ...accountingFileGuarantees }

/** A promise that every accounting connector makes, by its title. */
type AccountingGuarantee = keyof typeof guarantees

export type AccountingTarget = {
  /** Fresh books for one test. */
  target: () => Promise<AccountingStage>
  /** What this vendor cannot promise, each with the reason in words. */
  leaveOut: Partial<Record<AccountingGuarantee, string>>
}

/** Hands a connector to every guarantee of the accounting contract, each on books of its own. */
export const describeAccounting = (name: string, { target, leaveOut }: AccountingTarget): void => {
  describe(`${name} keeps the accounting contract`, () => {
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
