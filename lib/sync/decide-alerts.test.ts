import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calmMs,
  decideAlerts,
  planAlertNews,
  quietMs,
  type AlertDecision,
  type AlertState,
  type Circumstances,
} from './decide-alerts'

const minuteMs = 60_000
const start = new Date('2026-11-25T08:00:00.000Z')
const after = (minutes: number): Date => new Date(start.getTime() + minutes * minuteMs)

const succeeded = { isFailed: false, code: null }
const failed = { isFailed: true, code: 'not-answered' }
const failing = { lastRuns: [failed, failed] }

/** A combi that keeps its time at this moment. */
const calmAt = (now: Date): Circumstances => ({
  state: 'active',
  times: { intervalMinutes: 15, nextSyncAt: now, run: null },
  lostSides: [],
  keys: [],
  today: '2026-11-25',
  lastRuns: [succeeded, failed],
  held: [],
  overdueCount: 0,
  unreadableCount: 0,
})

/** Carries decisions out as the flow does, and keeps what people were mailed. */
const createMailbox = () => {
  let alerts: AlertState[] = []
  const told: { cause: string; at: Date }[] = []
  const recovered: { cause: string; at: Date }[] = []
  const apply = (decision: AlertDecision, now: Date): void => {
    const change = (id: string, fields: Partial<AlertState>) => {
      alerts = alerts.map((alert) => (alert.id === id ? { ...alert, ...fields } : alert))
    }
    switch (decision.kind) {
      case 'open':
        alerts.push({
          ...{ id: `alert-${alerts.length}`, cause: decision.cause, params: decision.params },
          ...{ mailedAt: null, isTold: false, resolvedAt: null, recoveryDueAt: null },
        })
        return
      case 'update':
        change(decision.id, { params: decision.params })
        return
      case 'reopen':
        change(decision.id, { params: decision.params, resolvedAt: null, recoveryDueAt: null })
        return
      case 'resolve':
        change(decision.id, { resolvedAt: now, recoveryDueAt: decision.recoveryDueAt })
        return
      case 'close':
        change(decision.id, { resolvedAt: now, recoveryDueAt: null })
    }
  }
  return {
    told,
    recovered,
    open: () => alerts.filter(({ resolvedAt }) => resolvedAt === null).map(({ cause }) => cause),
    look: (combi: Circumstances, now: Date, isBusy = false) => {
      for (const decision of decideAlerts(combi, alerts, now)) apply(decision, now)
      const news = planAlertNews(alerts, { isBusy, now })
      const causeOf = (id: string) => alerts.find((alert) => alert.id === id)?.cause ?? ''
      alerts = alerts.map((alert) => ({
        ...alert,
        ...(news.tell.includes(alert.id) ? { mailedAt: now, isTold: true } : {}),
        ...(news.recovered.includes(alert.id) ? { recoveryDueAt: null } : {}),
      }))
      told.push(...news.tell.map((id) => ({ cause: causeOf(id), at: now })))
      recovered.push(...news.recovered.map((id) => ({ cause: causeOf(id), at: now })))
    },
  }
}

describe('a combi that fails all day', () => {
  it('is told once, and once that it is over: 96 failing runs', () => {
    const mailbox = createMailbox()
    for (let run = 1; run <= 96; run += 1) {
      const now = after(run * 15)
      mailbox.look({ ...calmAt(now), lastRuns: run === 1 ? [failed, succeeded] : [failed, failed] }, now)
    }
    expect(mailbox.told).toEqual([{ cause: 'failing', at: after(30) }])
    for (let run = 97; run <= 104; run += 1) mailbox.look(calmAt(after(run * 15)), after(run * 15))
    expect(mailbox.told).toHaveLength(1)
    expect(mailbox.recovered).toEqual([{ cause: 'failing', at: after(97 * 15 + 30) }])
  })

  it('is not told of when one run fails and the next does not', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), lastRuns: [failed, succeeded] }, start)
    mailbox.look({ ...calmAt(after(15)), lastRuns: [failed] }, after(15))
    expect(mailbox.open()).toEqual([])
  })
})

describe('what comes back', () => {
  it('before anybody was told that it was over goes on as the same', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), ...failing }, start)
    mailbox.look(calmAt(after(15)), after(15))
    expect(mailbox.open()).toEqual([])
    mailbox.look({ ...calmAt(after(30)), ...failing }, after(30))
    expect(mailbox.open()).toEqual(['failing'])
    expect([mailbox.told.length, mailbox.recovered.length]).toEqual([1, 0])
  })

  it('within the quiet is there to be seen at once, and told when it is still there after it', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), ...failing }, start)
    mailbox.look(calmAt(after(15)), after(15))
    mailbox.look(calmAt(after(60)), after(60))
    for (const minutes of [120, 240, 359, 360]) mailbox.look({ ...calmAt(after(minutes)), ...failing }, after(minutes))
    expect(mailbox.open()).toEqual(['failing'])
    expect(mailbox.told.map(({ at }) => at)).toEqual([start, after(360)])
  })
})

describe('invoices that wait for a person', () => {
  const held = (...codes: string[]) => ({ held: codes.map((code) => ({ code, count: 2, isAction: true })) })

  it('are one alert a cause, told together when the run has ended, and again together after an hour', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), ...held('vat-unmapped', 'zero-total') }, start, true)
    expect([mailbox.open().length, mailbox.told.length]).toEqual([2, 0])
    mailbox.look({ ...calmAt(after(1)), ...held('vat-unmapped', 'zero-total') }, after(1))
    expect(mailbox.told.map(({ cause }) => cause)).toEqual(['held:vat-unmapped', 'held:zero-total'])
    const more = held('vat-unmapped', 'zero-total', 'total-mismatch')
    for (const minutes of [15, 45, 61]) mailbox.look({ ...calmAt(after(minutes)), ...more }, after(minutes))
    expect(mailbox.told.slice(2)).toEqual([{ cause: 'held:total-mismatch', at: after(61) }])
  })

  it('that become more are no news, and are kept', () => {
    const alert: AlertState = {
      ...{ id: 'one', cause: 'held:zero-total', params: { code: 'zero-total', count: 2, state: 'action' } },
      ...{ mailedAt: start, isTold: true, resolvedAt: null, recoveryDueAt: null },
    }
    const combi = { ...calmAt(start), held: [{ code: 'zero-total', count: 3, isAction: true }] }
    const params = { code: 'zero-total', count: 3, state: 'action' }
    expect(decideAlerts(combi, [alert], start)).toEqual([{ kind: 'update', id: 'one', params }])
    expect(decideAlerts(combi, [{ ...alert, params }], start)).toEqual([])
  })
})

describe('what hides other things', () => {
  it('a lost sign-in neither opens nor ends what cannot be seen behind it', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), ...failing }, start)
    const lost: Circumstances = {
      ...calmAt(start),
      ...{ state: 'reconnect', lostSides: ['books'], lastRuns: [{ isFailed: true, code: 'reconnect-books' }, failed] },
    }
    mailbox.look({ ...lost, overdueCount: 3 }, after(24 * 60))
    expect(mailbox.open()).toEqual(['failing', 'reconnect-books'])
    mailbox.look(calmAt(after(25 * 60)), after(25 * 60))
    expect(mailbox.open()).toEqual([])
  })

  it('a combi that was connected again has an interval to begin, however long ago it was due', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), state: 'reconnect', lostSides: ['source'] }, after(24 * 60))
    const waiting = calmAt(start)
    for (const minutes of [1, 15]) mailbox.look(waiting, after(24 * 60 + minutes))
    expect(mailbox.open()).toEqual([])
    mailbox.look(waiting, after(24 * 60 + 16))
    expect(mailbox.open()).toEqual(['late'])
  })

  it('a combi that stands still says so, and not of each invoice that it waits', () => {
    const mailbox = createMailbox()
    mailbox.look({ ...calmAt(start), overdueCount: 3 }, after(31))
    expect(mailbox.open()).toEqual(['late'])
    mailbox.look({ ...calmAt(after(31)), overdueCount: 3 }, after(32))
    expect(mailbox.open()).toEqual(['overdue'])
  })
})

it.each([
  ['in fifteen days', '2026-12-10', []],
  ['in fourteen', '2026-12-09', ['key-expires']],
  ['yesterday', '2026-11-24', ['key-expires']],
])('a key that ends %s', (_, expiresOn, causes) => {
  const mailbox = createMailbox()
  mailbox.look({ ...calmAt(start), keys: [{ connector: 'simplicate', expiresOn }] }, start)
  expect(mailbox.open()).toEqual(causes)
})

it.each(['paused', 'removed'] as const)('a combi that was %s closes its alerts, and tells nobody', (state) => {
  const mailbox = createMailbox()
  mailbox.look({ ...calmAt(start), ...failing }, start)
  mailbox.look({ ...calmAt(after(15)), ...failing, state }, after(15))
  mailbox.look(calmAt(after(120)), after(120))
  expect([mailbox.open(), mailbox.recovered]).toEqual([[], []])
})

it('whatever happens in two days: one open alert a cause, quiet between two mails, and a recovery after each at most', () => {
  const moment = fc.record({
    minutes: fc.integer({ min: 1, max: 60 }),
    isBusy: fc.boolean(),
    state: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'paused' as const),
    lastRuns: fc.constantFrom([failed, failed], [succeeded], [failed, succeeded]),
    lostSides: fc.constantFrom([], [], ['source' as const]),
    overdueCount: fc.constantFrom(0, 2),
    held: fc.subarray(['vat-unmapped', 'zero-total']),
    lateMinutes: fc.constantFrom(0, 40),
  })
  fc.assert(
    fc.property(fc.array(moment, { minLength: 10, maxLength: 80 }), (moments) => {
      const mailbox = createMailbox()
      let minutes = 0
      for (const { minutes: more, lateMinutes, held, isBusy, ...rest } of moments) {
        minutes += more
        const combi = { ...calmAt(after(minutes - lateMinutes)), ...rest }
        const stuck = held.map((code) => ({ code, count: 1, isAction: true }))
        mailbox.look({ ...combi, held: stuck }, after(minutes), isBusy)
        const open = mailbox.open()
        expect(new Set(open).size).toBe(open.length)
      }
      minutes += 1
      mailbox.look(calmAt(after(minutes)), after(minutes))
      expect(mailbox.open()).toEqual([])
      mailbox.look(calmAt(after(minutes)), new Date(after(minutes).getTime() + calmMs))
      for (const cause of new Set(mailbox.told.map((mail) => mail.cause))) {
        const told = mailbox.told.filter((mail) => mail.cause === cause).map(({ at }) => at.getTime())
        const over = mailbox.recovered.filter((mail) => mail.cause === cause).map(({ at }) => at.getTime())
        told.slice(1).forEach((at, index) => {
          const before = told[index] ?? 0
          expect(at - before).toBeGreaterThanOrEqual(quietMs)
          expect(over.filter((end) => end > before && end <= at).length).toBeLessThanOrEqual(1)
        })
        expect(over.length).toBeLessThanOrEqual(told.length)
      }
    }),
  )
})
