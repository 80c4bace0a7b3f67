import { Cron } from 'croner'

const withZone = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/

/**
 * The first tick after `after` of a five-field expression, with Inngest's optional `TZ=Area/City ` before it.
 * @throws when the expression or the zone is not valid.
 */
export const nextTick = (expression: string, after: Date): Date | null => {
  const [, timezone, fields] = withZone.exec(expression.trim()) ?? [undefined, 'UTC', expression.trim()]
  return new Cron(fields ?? '', { timezone: timezone ?? 'UTC', mode: '5-part', paused: true }).nextRun(after)
}
