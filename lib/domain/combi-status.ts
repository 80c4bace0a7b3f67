/** How a combi stands, for the person who looks: Loopt · Bezig · Vraagt actie · Opnieuw verbinden · Gepauzeerd. */
export const combiStatuses = ['running', 'busy', 'action', 'reconnect', 'paused'] as const
export type CombiStatus = (typeof combiStatuses)[number]

export type CombiCircumstances = {
  isPaused: boolean
  needsReconnect: boolean
  isBusy: boolean
  /** Invoices that only move when a person does something. */
  stuckCount: number
  /** Invoices that should have moved by themselves and did not. */
  overdueCount: number
  lastRunFailed: boolean
  /** Nothing has taken place for longer than it should. */
  isLate: boolean
}

/** The one word for a combi. What blocks everything is said before what blocks something, and that before work in progress. */
export const combiStatusOf = (combi: CombiCircumstances): CombiStatus => {
  if (combi.isPaused) return 'paused'
  if (combi.needsReconnect) return 'reconnect'
  if (combi.isBusy) return 'busy'
  return combi.stuckCount > 0 || combi.overdueCount > 0 || combi.lastRunFailed || combi.isLate ? 'action' : 'running'
}

const urgency: Record<CombiStatus, number> = { reconnect: 0, action: 1, busy: 2, running: 2, paused: 3 }

/** Sorts those that ask for attention to the front. */
export const byUrgency = (one: CombiStatus, other: CombiStatus): number => urgency[one] - urgency[other]
