import { expect } from 'vitest'
import { errorOf, type SourceStage } from './source-stage'

/** Guarantees about the PDF of an invoice: that one and no other, whole, or a plain reason why not. */
export const sourceFileGuarantees = {
  'the PDF of an invoice is its own, byte by byte, with two calls': async (stage) => {
    const refs = [stage.world.sendInvoice(), stage.world.sendInvoice()]
    for (const ref of refs) {
      const before = stage.countCalls()
      expect(await stage.open().readInvoicePdf(ref)).toEqual(new Uint8Array(stage.world.pdfOf(ref)))
      expect(stage.countCalls() - before).toBe(2)
    }
  },

  'an invoice without a PDF has none, and no other is handed out for it': async (stage) => {
    const [removed, other] = [stage.world.sendInvoice(), stage.world.sendInvoice()]
    stage.world.spoilPdf(removed, 'removed')
    stage.world.spoilPdf(other, 'no-pdf')
    expect(await stage.open().readInvoicePdf(removed)).toBeNull()
    expect(await stage.open().readInvoicePdf(other)).toBeNull()
  },

  'a PDF that is too large is not read to its end, and refused as such': async (stage) => {
    const ref = stage.world.sendInvoice()
    stage.world.spoilPdf(ref, 'too-large')
    const error = await errorOf(stage.open().readInvoicePdf(ref))
    expect([error.isRetryable, error.details.reason]).toEqual([false, 'too-large'])
  },

  'documents that may not be seen are refused as a matter of rights': async (stage) => {
    const ref = stage.world.sendInvoice()
    stage.world.hideDocuments()
    expect((await errorOf(stage.open().readInvoicePdf(ref))).details.reason).toBe('no-rights')
  },
} as const satisfies Record<string, (stage: SourceStage) => Promise<void>>
