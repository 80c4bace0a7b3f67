import { dayInAmsterdam, type Day } from '@/lib/domain/day'

/** The clock of the sandbox: the machine's, moved by what a test asked for. It keeps ticking. */
export class SandboxClock {
  offsetMs = 0

  constructor(private readonly machineNow: () => Date) {}

  now(): Date {
    return new Date(this.machineNow().getTime() + this.offsetMs)
  }

  /** Rate windows go by the machine's time: a client compares their reset with its own clock. */
  machineMs(): number {
    return this.machineNow().getTime()
  }

  setTo(at: Date): void {
    this.offsetMs = at.getTime() - this.machineNow().getTime()
  }

  advance(ms: number): void {
    this.offsetMs += ms
  }

  today(): Day {
    return dayInAmsterdam(this.now())
  }
}
