import { Cron } from 'croner'

const withZone = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/

/**
 * The first tick after `after` of a five-field expression, with Inngest's optional `TZ=Area/City ` before it.
 * @throws when the expression or the zone is not valid.
 */
export const nextTick = (expression: string, after: Date): Date | null => {
  const [, timezone = 'UTC', fields = expression] = withZone.exec(expression.trim()) ?? []
  return new Cron(fields.trim(), { timezone, mode: '5-part', paused: true }).nextRun(after)
}
