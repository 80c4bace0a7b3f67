import { describeAccounting } from '../contract-suite/accounting'
import { minoxStage } from './testing'

describeAccounting('minox', { target: () => minoxStage(), leaveOut: {} })

describeAccounting('minox with loose types and other shapes', {
  target: () =>
    minoxStage({
      settings: {
        mode: 'lenient',
        numbersAsText: true,
        plainDates: true,
        nextLink: 'token',
        notFoundWhenNoCustomer: true,
        patchReplacesLists: false,
        settledItemsVanish: true,
        filesAsBase64: true,
      },
    }),
  leaveOut: {},
})
