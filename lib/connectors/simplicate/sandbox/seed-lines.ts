import type { Random } from './random'
import { groupIds, vatIds } from './seed-vocabulary'
import type { LineRow } from './records'

export type SeedLine = Omit<LineRow, 'id' | 'date'>
/** What an invoice of the seed shows. */
export type Story =
  | 'plain'
  | 'mixed-vat'
  | 'hours'
  | 'half-cents'
  | 'vat-on-total'
  | 'vat-per-line'
  | 'reverse-charge'
  | 'inside-eu'
  | 'outside-eu'
  | 'exempt'
  | 'unnumbered-group'
  | 'unknown-account'
  | 'advance'

const work = [
  'Advies en begeleiding',
  'Projectleiding',
  'Ontwerp huisstijl',
  'Onderhoud website',
  'Support & beheer',
] as const
const goods = [
  'Vakboek "Ondernemen"',
  'Lesmateriaal',
  'Bloemstuk entree',
  'Lunch (15 pers.)',
  'Abonnement vakblad',
] as const

const line = (
  kind: 'high' | 'low' | 'reversed' | 'eu' | 'export' | 'exempt',
  rest: Pick<SeedLine, 'description' | 'amount' | 'price'>,
) => ({
  revenueGroupId: groupIds[kind],
  vatClassId: vatIds[kind],
  ...rest,
})

const wholeEuros = (random: Random, most: number) =>
  `${String(random.between(25, most))}.${random.pick(['00', '50', '95', '25'])}`

/** The lines that tell a story; the same random numbers give the same lines. */
export const linesFor = (story: Story, random: Random): SeedLine[] => {
  const hours = () =>
    line('high', {
      description: random.pick(work),
      amount: `${String(random.between(1, 40))}.${random.pick(['00', '25', '5', '75'])}`,
      price: random.pick(['85', '96.50', '112.50', '125']),
    })
  switch (story) {
    case 'plain':
      return [line('high', { description: random.pick(work), amount: '1', price: wholeEuros(random, 4000) })]
    case 'mixed-vat':
      return [
        hours(),
        line('low', {
          description: random.pick(goods),
          amount: String(random.between(1, 30)),
          price: wholeEuros(random, 80),
        }),
      ]
    case 'hours':
      return [
        hours(),
        hours(),
        line('high', { description: 'Reiskosten (km)', amount: String(random.between(10, 300)), price: '0.23' }),
      ]
    case 'half-cents':
      return [
        line('high', { description: 'Prints zwart-wit', amount: String(random.between(1, 9) * 2 + 1), price: '0.125' }),
        line('high', { description: 'Prints kleur', amount: '3', price: '0.335' }),
        line('low', { description: 'Kleine hoeveelheid', amount: '0.125', price: '80.10' }),
        line('high', { description: 'Korting op prints', amount: '-1', price: '0.125' }),
      ]
    case 'vat-on-total':
    case 'vat-per-line':
      return [
        line('high', { description: 'Werkzaamheden A', amount: '1', price: '37.50' }),
        line('high', { description: 'Werkzaamheden B', amount: '1', price: '12.50' }),
        line('low', { description: random.pick(goods), amount: String(random.between(1, 7)), price: '4.95' }),
      ]
    case 'reverse-charge':
      return [
        line('reversed', {
          description: 'Onderaanneming, btw verlegd',
          amount: String(random.between(8, 80)),
          price: '62.50',
        }),
      ]
    case 'inside-eu':
      return [
        line('eu', { description: 'Diensten binnen de EU, btw verlegd', amount: '1', price: wholeEuros(random, 6000) }),
      ]
    case 'outside-eu':
      return [
        line('export', {
          description: 'Levering buiten de EU',
          amount: String(random.between(1, 12)),
          price: wholeEuros(random, 900),
        }),
      ]
    case 'exempt':
      return [
        line('exempt', {
          description: 'Scholing (vrijgesteld van btw)',
          amount: String(random.between(1, 20)),
          price: '45',
        }),
      ]
    case 'unnumbered-group':
      return [{ ...hours(), revenueGroupId: groupIds.unnumbered }]
    case 'unknown-account':
      return [hours(), { ...hours(), revenueGroupId: groupIds.unknownAccount }]
    case 'advance':
      return [
        {
          revenueGroupId: groupIds.advance,
          vatClassId: vatIds.high,
          description: 'Voorschot op het project',
          amount: '1',
          price: String(random.between(5, 40) * 100),
        },
      ]
  }
}

/** The lines of a credit note: the whole invoice turned around, the minus on the quantity or on the price. */
export const creditLines = (lines: readonly SeedLine[], minusOn: 'amount' | 'price'): SeedLine[] =>
  lines.map(({ revenueGroupId, vatClassId, description, amount, price }) => ({
    revenueGroupId,
    vatClassId,
    description: `Credit: ${description}`,
    amount: minusOn === 'amount' ? negate(amount) : amount,
    price: minusOn === 'price' ? negate(price) : price,
  }))

/** A final invoice with the advance taken off; nothing is left to pay when the work costs just as much. */
export const settlementLines = (advance: readonly SeedLine[], workPrice: string): SeedLine[] => [
  line('high', { description: 'Eindafrekening project', amount: '1', price: workPrice }),
  ...advance.map((paid) => ({
    ...paid,
    description: 'Af: eerder gefactureerd voorschot',
    amount: negate(paid.amount),
  })),
]

const negate = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)
