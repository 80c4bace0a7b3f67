import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BooksDebtor, Debtor } from '@/lib/domain/debtor'
import { matchDebtor, type DebtorDecision } from './match-debtor'

const relation = (name: string, email: string | null): Debtor => ({
  ref: `organization:${name}`,
  kind: 'organization',
  name,
  email,
  phone: null,
  website: null,
  address: null,
  cocNumber: null,
  vatNumber: null,
  updatedAt: '2026-03-01 09:00:00',
})

const booksDebtor = (id: string, ...emails: string[]): BooksDebtor => ({
  id,
  name: `Debiteur ${id}`,
  emails,
  externalRef: null,
  isBlocked: false,
})

type Golden = {
  id: string
  story: string
  email: string | null
  byEmail?: BooksDebtor[]
  byExternalRef?: BooksDebtor
  taken?: string[]
  becomes: DebtorDecision
}

const use = (booksDebtorId: string, isCreatedByUs = false): DebtorDecision => ({
  kind: 'use',
  booksDebtorId,
  isCreatedByUs,
})
const create: DebtorDecision = { kind: 'create' }
const ambiguous = (email: string, count: number): DebtorDecision => ({
  kind: 'hold',
  reason: { code: 'debtor-email-ambiguous', params: { email, count } },
})
const shared = (email: string, booksDebtorId: string): DebtorDecision => ({
  kind: 'hold',
  reason: { code: 'debtor-email-shared', params: { email, booksDebtorId } },
})

const golden: Golden[] = [
  {
    id: 'same-address',
    story: 'the books have the debtor with the very address of the CRM',
    email: 'info@rivier.nl',
    byEmail: [booksDebtor('1300', 'info@rivier.nl')],
    becomes: use('1300'),
  },
  {
    id: 'capitals-in-books',
    story: 'the bookkeeper typed the address in capitals',
    email: 'info@rivier.nl',
    byEmail: [booksDebtor('1300', 'INFO@Rivier.NL')],
    becomes: use('1300'),
  },
  {
    id: 'capitals-in-crm',
    story: 'the salesman typed the address in capitals',
    email: 'Info@RIVIER.nl',
    byEmail: [booksDebtor('1300', 'info@rivier.nl')],
    becomes: use('1300'),
  },
  {
    id: 'blanks-around',
    story: 'the address was pasted with a blank before and after it',
    email: ' info@rivier.nl ',
    byEmail: [booksDebtor('1300', 'info@rivier.nl\t')],
    becomes: use('1300'),
  },
  {
    id: 'second-address',
    story: 'the debtor has two addresses and the second is the one',
    email: 'facturen@rivier.nl',
    byEmail: [booksDebtor('1300', 'info@rivier.nl', 'facturen@rivier.nl')],
    becomes: use('1300'),
  },
  {
    id: 'found-twice',
    story: 'the search gives the same debtor once for each of its addresses',
    email: 'info@rivier.nl',
    byEmail: [booksDebtor('1300', 'info@rivier.nl', 'INFO@rivier.nl'), booksDebtor('1300', 'info@rivier.nl')],
    becomes: use('1300'),
  },
  {
    id: 'nobody',
    story: 'the books do not know the address',
    email: 'info@rivier.nl',
    becomes: create,
  },
  {
    id: 'without-address',
    story: 'the relation has no general address, so nothing to match on',
    email: null,
    byEmail: [booksDebtor('1300', '')],
    becomes: create,
  },
  {
    id: 'blank-address',
    story: 'the address is a blank, and so is that of a debtor in the books',
    email: '  ',
    byEmail: [booksDebtor('1300', ''), booksDebtor('1301', ' ')],
    becomes: create,
  },
  {
    id: 'one-letter-off',
    story: 'the search was fuzzy and found an address that only looks alike',
    email: 'info@rivier.nl',
    byEmail: [booksDebtor('1300', 'info@rivieren.nl')],
    becomes: create,
  },
  {
    id: 'other-domain-end',
    story: 'the Belgian company of the same name is another debtor',
    email: 'info@rivier.nl',
    byEmail: [booksDebtor('1300', 'info@rivier.be')],
    becomes: create,
  },
  {
    id: 'plus-address',
    story: 'an address with a plus is an address of its own',
    email: 'info@rivier.nl',
    byEmail: [booksDebtor('1300', 'info+facturen@rivier.nl')],
    becomes: create,
  },
  {
    id: 'dots-matter',
    story: 'a dot before the at sign makes it another mailbox',
    email: 'j.jansen@rivier.nl',
    byEmail: [booksDebtor('1300', 'jjansen@rivier.nl')],
    becomes: create,
  },
  {
    id: 'exact-among-alike',
    story: 'two alike and one exact: the exact one',
    email: 'info@rivier.nl',
    byEmail: [
      booksDebtor('1300', 'info@rivieren.nl'),
      booksDebtor('1301', 'info@rivier.nl'),
      booksDebtor('1302', 'info@de-rivier.nl'),
    ],
    becomes: use('1301'),
  },
  {
    id: 'two-share-it',
    story: 'holding and werkmaatschappij share a mailbox: a person must say which',
    email: 'admin@groep.nl',
    byEmail: [booksDebtor('1300', 'admin@groep.nl'), booksDebtor('1301', 'Admin@groep.nl')],
    becomes: ambiguous('admin@groep.nl', 2),
  },
  {
    id: 'two-share-it-one-taken',
    story: 'that one of the two is linked does not make the other the right one',
    email: 'admin@groep.nl',
    byEmail: [booksDebtor('1300', 'admin@groep.nl'), booksDebtor('1301', 'admin@groep.nl')],
    taken: ['1300'],
    becomes: ambiguous('admin@groep.nl', 2),
  },
  {
    id: 'taken',
    story: 'a second relation with the address of one that is linked already',
    email: 'admin@groep.nl',
    byEmail: [booksDebtor('1300', 'admin@groep.nl')],
    taken: ['1300'],
    becomes: shared('admin@groep.nl', '1300'),
  },
  {
    id: 'ours-by-reference',
    story: 'we made the debtor and lost the answer; its address was changed since',
    email: 'nieuw@rivier.nl',
    byExternalRef: booksDebtor('1400', 'oud@rivier.nl'),
    becomes: use('1400', true),
  },
  {
    id: 'reference-before-address',
    story: 'our reference says one debtor and the address another: ours it is',
    email: 'info@rivier.nl',
    byExternalRef: booksDebtor('1400'),
    byEmail: [booksDebtor('1300', 'info@rivier.nl')],
    becomes: use('1400', true),
  },
  {
    id: 'reference-taken',
    story: 'our reference was copied to a debtor that belongs to another relation',
    email: null,
    byExternalRef: booksDebtor('1400'),
    taken: ['1400'],
    becomes: shared('', '1400'),
  },
  {
    id: 'blocked-still-the-one',
    story: 'a blocked debtor is no reason for a second one; the books will say that it is blocked',
    email: 'info@rivier.nl',
    byEmail: [{ ...booksDebtor('1300', 'info@rivier.nl'), isBlocked: true }],
    becomes: use('1300'),
  },
  {
    id: 'other-name',
    story: 'the name differs and the address does not: names change, and are left alone',
    email: 'info@rivier.nl',
    byEmail: [{ ...booksDebtor('1300', 'info@rivier.nl'), name: 'Beek B.V.' }],
    becomes: use('1300'),
  },
]

describe('which debtor in the books a relation is', () => {
  it.each(golden)('$id: $story', ({ email, byEmail = [], byExternalRef = null, taken = [], becomes }) => {
    expect(
      matchDebtor({ debtor: relation('rivier', email), byExternalRef, byEmail, takenIds: new Set(taken) }),
    ).toEqual(becomes)
  })

  const nearEmails = fc
    .record({
      box: fc.constantFrom('info', 'Info', 'admin', 'i.nfo', 'info+x'),
      host: fc.constantFrom('rivier.nl', 'RIVIER.nl', 'rivier.be', 'groep.nl'),
      around: fc.constantFrom('', ' '),
    })
    .map(({ box, host, around }) => `${around}${box}@${host}${around}`)
  const booksDebtors = fc.array(
    fc
      .record({ id: fc.integer({ min: 1300, max: 1308 }), emails: fc.array(nearEmails, { maxLength: 3 }) })
      .map(({ id, emails }) => booksDebtor(String(id), ...emails)),
    { maxLength: 6 },
  )
  const isTheirs = (wanted: string) => (debtor: BooksDebtor) =>
    debtor.emails.some((email) => email.trim().toUpperCase() === wanted.trim().toUpperCase())

  it('is the only one with its address, whatever the case, and never one that is taken', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(
        nearEmails,
        booksDebtors,
        fc.uniqueArray(fc.integer({ min: 1300, max: 1308 }).map(String)),
        (email, byEmail, taken) => {
          const ids = new Set(byEmail.filter(isTheirs(email)).map(({ id }) => id))
          const decision = matchDebtor({
            debtor: relation('rivier', email),
            byExternalRef: null,
            byEmail,
            takenIds: new Set(taken),
          })
          seen.set(decision.kind, (seen.get(decision.kind) ?? 0) + 1)
          const [only = ''] = ids
          if (ids.size === 0) expect(decision).toEqual(create)
          else if (ids.size > 1) expect(decision).toEqual(ambiguous(email, ids.size))
          else if (taken.includes(only)) expect(decision).toEqual(shared(email, only))
          else expect(decision).toEqual(use(only))
        },
      ),
      { numRuns: 500 },
    )
    expect([...seen.keys()].sort()).toEqual(['create', 'hold', 'use'])
  })

  it('is never the same one for two relations, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(nearEmails, { maxLength: 8 }), booksDebtors, (emails, byEmail) => {
        const taken = new Set<string>()
        const used: string[] = []
        for (const [at, email] of emails.entries()) {
          const debtor = relation(String(at), email)
          const decision = matchDebtor({ debtor, byExternalRef: null, byEmail, takenIds: taken })
          if (decision.kind !== 'use') continue
          used.push(decision.booksDebtorId)
          taken.add(decision.booksDebtorId)
        }
        expect(new Set(used).size).toBe(used.length)
      }),
    )
  })
})
