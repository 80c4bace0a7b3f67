import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SandboxClock } from './clock'
import type { Tenant } from './records'
import { sandboxSettings, type SandboxSettings } from './settings'

export type StoreOptions = {
  seed: (clock: SandboxClock) => Tenant[]
  /** Where the state is kept between two starts; without it nothing outlives the process. */
  stateFile?: string
  now?: () => Date
}

type SavedState = { format: 1; offsetMs: number; settings: SandboxSettings; tenants: Tenant[] }

/** Everything that the sandbox knows. Rows are replaced, never changed in place; whoever writes ends with `save`. */
export class SandboxStore {
  readonly clock: SandboxClock
  settings: SandboxSettings = sandboxSettings.parse({})
  tenants: Tenant[]
  /** Rises with every change, so that what was made from the rows can be kept until then. */
  generation = 0

  constructor(private readonly options: StoreOptions) {
    this.clock = new SandboxClock(options.now ?? (() => new Date()))
    const saved = readState(options.stateFile)
    if (saved) {
      this.clock.offsetMs = saved.offsetMs
      this.settings = sandboxSettings.parse(saved.settings)
    }
    this.tenants = saved?.tenants ?? options.seed(this.clock)
  }

  tenant(subdomain: string): Tenant | null {
    return this.tenants.find((tenant) => tenant.subdomain === subdomain) ?? null
  }

  reset(): void {
    this.clock.offsetMs = 0
    this.settings = sandboxSettings.parse({})
    this.tenants = this.options.seed(this.clock)
    this.save()
  }

  /** Written before the answer to the request goes out: what a client was told must survive the process. */
  save(): void {
    this.generation += 1
    const { stateFile } = this.options
    if (!stateFile) return
    const state: SavedState = {
      format: 1,
      offsetMs: this.clock.offsetMs,
      settings: this.settings,
      tenants: this.tenants,
    }
    mkdirSync(dirname(stateFile), { recursive: true })
    const draft = `${stateFile}.${String(process.pid)}.tmp`
    writeFileSync(draft, JSON.stringify(state))
    renameSync(draft, stateFile)
  }
}

/** The state as this program wrote it itself; another format starts afresh. */
const readState = (stateFile: string | undefined): SavedState | null => {
  if (!stateFile) return null
  try {
    const state = JSON.parse(readFileSync(stateFile, 'utf8')) as SavedState
    return (state.format as number) === 1 ? state : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The next id of an entity: sixteen hex digits that look random, are unique, and are the same in every run. */
export const nextId = (tenant: Tenant, entity: string): string => {
  tenant.lastId += 1
  // An odd factor modulo 2^64 maps different numbers to different numbers.
  const mixed = (BigInt(tenant.lastId) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn
  return `${entity}:${mixed.toString(16).padStart(16, '0')}`
}
