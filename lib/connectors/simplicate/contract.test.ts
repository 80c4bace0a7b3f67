import { describeSource } from '../contract-suite/source'
import { simplicateStage } from './testing'

describeSource('simplicate', { target: () => simplicateStage(), leaveOut: {} })

describeSource('simplicate with consent, numbers as text and other shapes', {
  target: () =>
    simplicateStage({
      signsWith: 'oauth',
      settings: {
        numbers: 'strings',
        booleans: 'strings',
        emptyArrayForObject: true,
        zeroDates: true,
        statusAsString: true,
        errorBodies: 'strings',
      },
    }),
  leaveOut: {},
})

describeSource('simplicate with plain numbers, nulls and errors in plain text', {
  target: () =>
    simplicateStage({
      settings: {
        numbers: 'numbers',
        booleans: 'booleans',
        omitNulls: false,
        errorBodies: 'text',
        sendRetryAfter: false,
      },
    }),
  leaveOut: {},
})
