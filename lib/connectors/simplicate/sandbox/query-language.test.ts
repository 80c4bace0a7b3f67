import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery, QueryRefused, refuseUnknownFields, runQuery, type JsonRecord } from './query-language'

const people: JsonRecord[] = [
  {
    id: 'person:1',
    name: 'Alice',
    email: 'alice@gmail.com',
    total: 10,
    end_date: null,
    organization: { name: 'Google' },
  },
  { id: 'person:2', name: 'Bob', email: 'bob@post.example', total: '9.50', end_date: '2026-01-31', organization: [] },
  {
    id: 'person:3',
    name: 'Charlie Don',
    email: null,
    total: -3,
    updated_at: '2026-02-01 10:00:00',
    projects: [{ id: 'project:1' }, { id: 'project:2' }],
  },
]

const idsOf = (search: string, rows: JsonRecord[] = people) =>
  runQuery(rows, parseQuery(new URLSearchParams(search))).page.map(({ id }) => id)

describe('filters', () => {
  it.each([
    ['q[name]=bob', ['person:2'], 'equals, without case'],
    ['q[name]=*don', ['person:3'], 'ends with'],
    ['q[name]=Al*', ['person:1'], 'starts with'],
    ['q[name]=*li*', ['person:1', 'person:3'], 'contains'],
    ['q[end_date]=null', ['person:1', 'person:3'], 'null matches an absent key as well'],
    ['q[end_date]=*', ['person:2'], 'not null'],
    ['q[name][]=Alice&q[name][]=Bob', ['person:1', 'person:2'], 'one of several values'],
    ['q[name]=Alice&q[email]=*gmail.com', ['person:1'], 'two fields at once'],
    ['q[name]=Alice&q[email]=*post.example', [], 'two fields of which one fails'],
    ['q[or][name]=Alice&q[or][email]=*post.example', ['person:1', 'person:2'], 'either field'],
    ['q[or][total][ge]=10&q[or][name]=Bob', ['person:1', 'person:2'], 'either, with an operator'],
    ['q[total][le]=9.5', ['person:2', 'person:3'], 'numbers compare as numbers, also as text'],
    ['q[total][gt]=9.5', ['person:1'], 'greater than'],
    ['q[total][lt]=0', ['person:3'], 'less than'],
    ['q[updated_at][ge]=2026-02-01', ['person:3'], 'a day is before its own times'],
    ['q[organization.name]=Google', ['person:1'], 'nested'],
    ['q[projects.id]=project:2', ['person:3'], 'nested in a list'],
    ['q[id][in]=person:1,person:3,person:9', ['person:1', 'person:3'], 'in'],
    ['q[id][nin]=person:1,person:3', ['person:2'], 'not in'],
    ['q%5Bname%5D=Alice', ['person:1'], 'percent-encoded brackets'],
  ])('%s finds %j: %s', (search, expected) => {
    expect(idsOf(search)).toEqual(expected)
  })

  it('finds what is linked to an invoice by `linked_to.id` and by `linked_to.invoice_id`', () => {
    const rows: JsonRecord[] = [{ id: 'message:1', linked_to: [{ invoice_id: 'invoice:1', label: 'F1' }] }]
    expect(idsOf('q[linked_to.id]=invoice:1', rows)).toEqual(['message:1'])
    expect(idsOf('q[linked_to.invoice_id]=invoice:1', rows)).toEqual(['message:1'])
    expect(idsOf('q[linked_to.id]=F1', rows)).toEqual([])
  })

  it.each(['q[name][IN]=a', 'q[name][in][x]=a', 'q[]=a', 'limit=0', 'limit=x', 'offset=-1', 'page=2'])(
    'refuses %s',
    (search) => {
      expect(() => parseQuery(new URLSearchParams(search))).toThrow(QueryRefused)
    },
  )

  it('refuses a filter and a sort on a property that does not exist', () => {
    const fields = new Set(['name'])
    for (const search of ['q[nam]=a', 'sort=-nam', 'q[or][nam][ge]=1'])
      expect(() => {
        refuseUnknownFields(parseQuery(new URLSearchParams(search)), fields)
      }).toThrow("Unknown field 'nam'")
  })
})

describe('sorting and paging', () => {
  it('sorts by several fields, descending with a minus, empty values first', () => {
    const rows: JsonRecord[] = [
      { id: 'b', at: '2' },
      { id: 'a', at: '2' },
      { id: 'c', at: '10' },
      { id: 'd', at: null },
    ]
    expect(idsOf('sort=at,id', rows)).toEqual(['d', 'a', 'b', 'c'])
    expect(idsOf('sort=-at,-id', rows)).toEqual(['c', 'b', 'a', 'd'])
  })

  it('gives at most 100 records whatever the limit, and counts all that match', () => {
    const rows = Array.from({ length: 250 }, (_, index): JsonRecord => ({ id: `x:${String(index)}` }))
    const { page, count } = runQuery(rows, parseQuery(new URLSearchParams('limit=500')))
    expect([page.length, count]).toEqual([100, 250])
  })

  it('pages that follow each other hold every record once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (size, limit) => {
        const rows = Array.from({ length: size }, (_, index): JsonRecord => ({ id: index, at: String(index % 3) }))
        const pages = Array.from({ length: Math.ceil(size / limit) }, (_, page) =>
          idsOf(`sort=at,id&limit=${String(limit)}&offset=${String(page * limit)}`, rows),
        ).flat()
        expect([...pages].sort((one, other) => Number(one) - Number(other))).toEqual(rows.map(({ id }) => id))
      }),
    )
  })
})

describe('select', () => {
  const invoice: JsonRecord = {
    id: 'invoice:1',
    name: 'x',
    payment_term: { name: '14 dagen', days: '14' },
    organization: { id: 'organization:1', name: 'Google', relation_number: '7' },
    invoice_lines: [{ id: 'invoiceline:1', price: '1', amount: '2' }],
  }
  const select = (fields: string) => runQuery([invoice], parseQuery(new URLSearchParams({ select: fields }))).page[0]

  it('takes all children with a trailing dot, one with a path, and always the id', () => {
    expect(select('payment_term.,organization.name')).toEqual({
      id: 'invoice:1',
      payment_term: { name: '14 dagen', days: '14' },
      organization: { id: 'organization:1', name: 'Google' },
    })
  })

  it('joins several children of one field, also in a list', () => {
    expect(select('organization.name,organization.relation_number,invoice_lines.price,invoice_lines.amount')).toEqual({
      id: 'invoice:1',
      organization: { id: 'organization:1', name: 'Google', relation_number: '7' },
      invoice_lines: [{ id: 'invoiceline:1', price: '1', amount: '2' }],
    })
  })
})
