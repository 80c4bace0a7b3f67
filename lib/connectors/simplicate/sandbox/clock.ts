import { Temporal } from 'temporal-polyfill'
import type { Stamp } from './records'

const zone = 'Europe/Amsterdam'

/** An instant as Simplicate writes it: local time without a zone. That the zone is Amsterdam's is a guess. */
export const toStamp = (at: Date): Stamp =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

/** The clock of the sandbox: the machine's, moved by what a test asked for. It keeps ticking. */
export class SandboxClock {
  offsetMs = 0

  constructor(private readonly machineNow: () => Date) {}

  now(): Date {
    return new Date(this.machineNow().getTime() + this.offsetMs)
  }

  setTo(at: Date): void {
    this.offsetMs = at.getTime() - this.machineNow().getTime()
  }

  advance(ms: number): void {
    this.offsetMs += ms
  }

  stamp(): Stamp {
    return toStamp(this.now())
  }

  today(): string {
    return this.stamp().slice(0, 10)
  }
}
