import { listAlertReaders, type AlertReader } from '@/lib/db/alert-choices'
import { readAlertFacts, type AlertFacts } from '@/lib/db/alert-facts'
import { changeAlert, lockAlerts, openAlert, type AlertRow } from '@/lib/db/alerts'
import { withSystem, type Db, type Scope } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { byAlertUrgency, isWantedOf, kindOf } from '@/lib/domain/alert'
import { decideAlerts, planAlertNews, type AlertDecision, type AlertNews } from '@/lib/sync/decide-alerts'
import type { FlowContext } from '../context'
import { addressOf, choicesAddress, pathTo, unsubscribeAddresses } from './addresses'

export type AlertFlows = Pick<FlowContext, 'now' | 'keyring' | 'appUrl'> & { db: Db }

/** Combi's that are looked at in one go. */
const batchSize = 200

/**
 * Looks at every combi of every workspace, and tells people what began and what is over. Any number of processes may do so
 * at once: each thing is told once.
 * @returns how many mails it put in line.
 */
export const checkAlerts = async (flows: AlertFlows): Promise<number> => {
  let mailCount = 0
  let after: string | null = null
  for (;;) {
    const place: string | null = after
    const facts: AlertFacts[] = await withSystem(flows.db, (tx) =>
      readAlertFacts(tx, { after: place, limit: batchSize }, flows.now()),
    )
    for (const { combiId } of facts.filter((one) => hasNews(one, flows.now())))
      mailCount += await settleAlerts(flows, combiId)
    if (facts.length < batchSize) return mailCount
    after = facts.at(-1)?.combiId ?? null
  }
}

/** Looks at one combi, at the end of a run. @returns how many mails it put in line. */
export const checkAlertsOf = async (flows: AlertFlows, combiId: string): Promise<number> => {
  const [facts] = await withSystem(flows.db, (tx) => readAlertFacts(tx, { combiIds: [combiId] }, flows.now()))
  return facts !== undefined && hasNews(facts, flows.now()) ? settleAlerts(flows, combiId) : 0
}

const newsOf = (alerts: readonly AlertRow[], { circumstances }: AlertFacts, now: Date): AlertNews =>
  planAlertNews(alerts, { isBusy: circumstances.times.run !== null, now })

const hasNews = (facts: AlertFacts, now: Date): boolean => {
  const { tell, recovered } = newsOf(facts.alerts, facts, now)
  return decideAlerts(facts.circumstances, facts.alerts, now).length + tell.length + recovered.length > 0
}

/** Decides once more behind the lock of the combi, writes it down, and puts the mails about it in line, all or nothing. */
const settleAlerts = (flows: AlertFlows, combiId: string): Promise<number> =>
  withSystem(flows.db, async (tx) => {
    const now = flows.now()
    await lockAlerts(tx, combiId)
    const [before] = await readAlertFacts(tx, { combiIds: [combiId] }, now)
    if (before === undefined) return 0
    const scope = { tx, workspaceId: before.workspaceId }
    for (const decision of decideAlerts(before.circumstances, before.alerts, now))
      await carryOut(scope, decision, { combiId, now })
    const [facts] = await readAlertFacts(tx, { combiIds: [combiId] }, now)
    if (facts === undefined) return 0
    const news = newsOf(facts.alerts, facts, now)
    if (news.tell.length + news.recovered.length === 0) return 0
    const readers = await listAlertReaders(scope)
    return (
      (await tellOpen(flows, { scope, facts, readers }, news.tell)) +
      (await tellRecovered(flows, { scope, facts, readers }, news.recovered))
    )
  })

const carryOut = async (
  scope: Scope,
  decision: AlertDecision,
  { combiId, now }: { combiId: string; now: Date },
): Promise<void> => {
  switch (decision.kind) {
    case 'open':
      return openAlert(scope, { combiId, cause: decision.cause, params: decision.params, now })
    case 'update':
      return changeAlert(scope, decision.id, { params: decision.params })
    case 'reopen':
      return changeAlert(scope, decision.id, { params: decision.params, resolvedAt: null, recoveryDueAt: null })
    case 'resolve':
      return changeAlert(scope, decision.id, { resolvedAt: now, recoveryDueAt: decision.recoveryDueAt })
    case 'close':
      return changeAlert(scope, decision.id, { resolvedAt: now, recoveryDueAt: null })
  }
}

type Stage = { scope: Scope; facts: AlertFacts; readers: readonly AlertReader[] }

/** Mails everybody who wants to hear of these what is going on, one mail a person. */
const tellOpen = async (flows: AlertFlows, stage: Stage, ids: readonly string[]): Promise<number> => {
  const { scope, facts, readers } = stage
  const { combiId } = facts
  const alerts = facts.alerts.filter(({ id }) => ids.includes(id))
  const wants = ({ role, stated }: AlertReader, { cause }: AlertRow): boolean =>
    isWantedOf(role, stated, { choice: kindOf(cause), combiId })
  for (const alert of alerts) {
    const toldTo = readers.filter((reader) => wants(reader, alert)).map(({ userId }) => userId)
    await changeAlert(scope, alert.id, { mailedAt: flows.now(), toldTo })
  }
  return mailEach(flows, stage, { kind: 'alert', aboutFor: (reader) => alerts.filter((alert) => wants(reader, alert)) })
}

/** Mails those who were told of these that it is over, one mail a person. */
const tellRecovered = async (flows: AlertFlows, stage: Stage, ids: readonly string[]): Promise<number> => {
  const { scope, facts } = stage
  const { combiId } = facts
  const alerts = facts.alerts.filter(({ id }) => ids.includes(id))
  for (const { id } of alerts) await changeAlert(scope, id, { recoveryDueAt: null, recoveredMailAt: flows.now() })
  return mailEach(flows, stage, {
    kind: 'recovered',
    aboutFor: ({ userId, role, stated }) =>
      isWantedOf(role, stated, { choice: 'recovered', combiId })
        ? alerts.filter(({ toldTo }) => toldTo.includes(userId))
        : [],
  })
}

const mailEach = async (
  flows: AlertFlows,
  { scope, facts, readers }: Stage,
  { kind, aboutFor }: { kind: 'alert' | 'recovered'; aboutFor: (reader: AlertReader) => AlertRow[] },
): Promise<number> => {
  const { combiId, workspaceId, combi, workspace, source, books } = facts
  let mailCount = 0
  for (const reader of readers) {
    const [first, ...others] = aboutFor(reader)
      .toSorted(byAlertUrgency)
      .map(({ cause, params }) => ({
        ...{ cause, params },
        link: addressOf(flows, pathTo(combiId, { cause, params })),
      }))
    if (first === undefined) continue
    const unsubscribe = unsubscribeAddresses(flows, { kind: 'combi', userId: reader.userId, workspaceId, combiId })
    const params = {
      ...{ link: first.link, unsubscribe, choices: choicesAddress(flows) },
      ...{ combi, workspace, source, books, points: [first, ...others] },
    }
    const mail = { recipient: reader.email, locale: reader.locale, content: { kind, params } }
    await queueMail(scope.tx, flows.keyring, { mail, now: flows.now() })
    mailCount += 1
  }
  return mailCount
}
