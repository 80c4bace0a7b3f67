import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../contract'
import { pageSize, resumeAt, turnPage, type Row } from './watermark'

const startMs = Date.UTC(2026, 9, 25, 0, 0, 0)
const hourMs = 3_600_000

type StoredRow = { id: string; stamp: string | null; version: number }

/** A list at a vendor whose clock is set back an hour once, as in the last night of October. */
class ChangingList {
  nowMs = startMs
  rows: StoredRow[] = []
  private added = 0

  constructor(private readonly setBackAtMs = Infinity) {}

  private stampAt(lateMs: number): string {
    const localMs = this.nowMs - (this.nowMs >= this.setBackAtMs ? hourMs : 0) - lateMs
    return new Date(localMs).toISOString().slice(0, 19).replace('T', ' ')
  }

  add(count: number, lateMs = 0): void {
    for (let index = 0; index < count; index += 1) {
      this.added += 1
      // Ids in no order, as hashes are.
      const id = `row:${String((this.added * 7919) % 100_003)}`
      this.rows.push({ id, stamp: this.stampAt(lateMs), version: 1 })
    }
  }

  touch(at: number, lateMs = 0): void {
    const row = this.rows[at % Math.max(1, this.rows.length)]
    if (!row) return
    row.version += 1
    row.stamp = this.stampAt(lateMs)
  }

  remove(at: number): void {
    if (this.rows.length > 0) this.rows.splice(at % this.rows.length, 1)
  }

  page({ from, offset }: { from: string | null; offset: number }): StoredRow[] {
    const keyOf = ({ stamp, id }: StoredRow) => `${stamp ?? ''} ${id}`
    return this.rows
      .filter(({ stamp }) => from === null || (stamp !== null && stamp >= from))
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      .slice(offset, offset + pageSize)
      .map((row) => ({ ...row }))
  }
}

class Reader {
  checkpoint: Checkpoint | null = null
  calls = 0
  readonly delivered: StoredRow[] = []

  constructor(private readonly list: ChangingList) {}

  /** One page; whether there is more. */
  readPage(): boolean {
    const at = resumeAt(this.checkpoint, { issuedFrom: null, nowMs: this.list.nowMs })
    const rows = this.list.page(at)
    this.calls += 1
    const { isNew, checkpoint, hasMore } = turnPage(at, rows, this.list.nowMs)
    this.delivered.push(...rows.filter(isNew))
    this.checkpoint = checkpoint
    return hasMore
  }

  /** To the end, whatever happens between two pages. */
  readAll(between: () => void = () => undefined): number {
    const before = this.calls
    while (this.readPage()) {
      between()
      if (this.calls - before > 500) throw new Error('The read does not end')
    }
    return this.calls - before
  }

  newestVersions(): Map<string, number> {
    const newest = new Map<string, number>()
    for (const { id, version } of this.delivered) newest.set(id, Math.max(version, newest.get(id) ?? 0))
    return newest
  }
}

const expectAllRead = (list: ChangingList, reader: Reader) => {
  const newest = reader.newestVersions()
  expect(list.rows.filter(({ id, version }) => newest.get(id) !== version)).toEqual([])
}

type Change =
  | { kind: 'add'; count: number; lateMs: number }
  | { kind: 'touch'; at: number; lateMs: number }
  | { kind: 'remove'; at: number }
  | { kind: 'pass'; seconds: number }

const lateMs = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 25 * 60_000 }))
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), count: fc.constantFrom(1, 2, 60, 130), lateMs }),
  fc.record({ kind: fc.constant('touch' as const), at: fc.nat(1000), lateMs }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(1000) }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(0, 1, 40, 900, 7200) }),
)

const apply = (list: ChangingList, next: Change): void => {
  switch (next.kind) {
    case 'add':
      list.add(next.count, next.lateMs)
      return
    case 'touch':
      list.touch(next.at, next.lateMs)
      return
    case 'remove':
      list.remove(next.at)
      return
    case 'pass':
      list.nowMs += next.seconds * 1000
      return
  }
}

describe('reading by watermark', () => {
  it('loses no row that is added, changed or moved away while it reads, not even when the clock is set back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 350 }),
        fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 25 }),
        fc.integer({ min: 0, max: 6 * 3600 }),
        (size, changes, setBackAfterSeconds) => {
          const list = new ChangingList(startMs + setBackAfterSeconds * 1000)
          list.add(size)
          const reader = new Reader(list)
          const waiting = [...changes]
          while (waiting.length > 0) {
            reader.readPage()
            for (const next of waiting.shift() ?? []) apply(list, next)
          }
          reader.readAll()
          // The next time, a quarter of an hour later.
          list.nowMs += 900_000
          reader.readAll()
          expectAllRead(list, reader)
        },
      ),
      { numRuns: 80 },
    )
  })

  it('loses none of more than a hundred rows with one stamp, while some of them move away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 101, max: 450 }),
        fc.array(fc.record({ at: fc.nat(1000), isRemoved: fc.boolean() }), { maxLength: 120 }),
        (size, moves) => {
          const list = new ChangingList()
          list.add(size)
          const reader = new Reader(list)
          const waiting = [...moves]
          list.nowMs += 1000
          reader.readAll(() => {
            for (const { at, isRemoved } of waiting.splice(0, 40)) {
              if (isRemoved) list.remove(at)
              else list.touch(at)
            }
          })
          expectAllRead(list, reader)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('delivers every row once in a list at rest', () => {
    const list = new ChangingList()
    list.add(250)
    for (let second = 0; second < 200; second += 1) {
      list.nowMs += 1000
      list.add(1)
    }
    const reader = new Reader(list)
    reader.readAll()
    expect(reader.delivered).toHaveLength(450)
  })

  it('reads rows without a stamp from the beginning, also more than a page of them', () => {
    const list = new ChangingList()
    list.add(260)
    for (const row of list.rows.slice(0, 230)) row.stamp = null
    const reader = new Reader(list)
    reader.readAll()
    expectAllRead(list, reader)
  })

  it('costs one call when nothing is new', () => {
    const list = new ChangingList()
    list.add(40)
    const reader = new Reader(list)
    expect(reader.readAll()).toBe(1)
    list.nowMs += 900_000
    expect(reader.readAll()).toBe(1)
  })

  it('is not kept busy for ever by the batch that came last', () => {
    const list = new ChangingList()
    list.add(350)
    const reader = new Reader(list)
    reader.readAll()
    const costs = Array.from({ length: 10 }, () => {
      list.nowMs += 900_000
      return reader.readAll()
    })
    expect(costs[0]).toBeGreaterThan(1)
    expect(costs.slice(-2)).toEqual([4, 4])
  })

  it('brings nothing and leaves its checkpoint alone once the account is quiet', () => {
    const list = new ChangingList()
    list.add(40)
    const reader = new Reader(list)
    for (let quarter = 0; quarter < 10; quarter += 1) {
      reader.readAll()
      list.nowMs += 900_000
    }
    const { checkpoint } = reader
    const known = reader.delivered.length
    reader.readAll()
    expect([reader.checkpoint, reader.delivered.length]).toEqual([checkpoint, known])
  })

  it('meets again what changed twice within one second', () => {
    const list = new ChangingList()
    list.add(3)
    const reader = new Reader(list)
    reader.readAll()
    list.touch(1)
    list.nowMs += 900_000
    reader.readAll()
    expectAllRead(list, reader)
  })

  it('refuses rows in another order than it asked for', () => {
    const at = resumeAt(null, { issuedFrom: null, nowMs: startMs })
    const rows: Row[] = [
      { id: 'a', stamp: '2026-01-02 00:00:00' },
      { id: 'b', stamp: '2026-01-01 00:00:00' },
    ]
    expect(() => turnPage(at, rows, startMs)).toThrow('not sorted')
  })
})

describe('a checkpoint', () => {
  const finished = (issuedFrom: string) => {
    const at = resumeAt(null, { issuedFrom, nowMs: startMs })
    return turnPage(at, [{ id: 'a', stamp: '2026-01-02 12:00:00' }], startMs).checkpoint
  }
  const fromOf = (checkpoint: Checkpoint | null, issuedFrom: string) =>
    resumeAt(checkpoint, { issuedFrom, nowMs: startMs + 60_000 }).from

  it('is taken up ninety minutes before its end at first', () => {
    expect(fromOf(finished('2026-01-01'), '2026-01-01')).toBe('2026-01-02 10:30:00')
  })

  it('begins anew for an earlier start date, which it has not seen, and goes on for a later one', () => {
    expect(fromOf(finished('2026-01-01'), '2025-12-31')).toBeNull()
    expect(fromOf(finished('2026-01-01'), '2026-03-01')).toBe('2026-01-02 10:30:00')
  })

  it.each(['', 'null', '{}', '{"from":1}', 'geen JSON'])('%j is not ours and begins anew', (text) => {
    expect(fromOf(text as Checkpoint, '2026-01-01')).toBeNull()
  })
})
