import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SandboxClock } from './clock'
import type { AdministrationRow, SandboxState, TenantRow } from './records'
import { sandboxSettings, type SandboxSettings } from './settings'

export type StoreOptions = {
  seed: (clock: SandboxClock) => SandboxState
  /** Where the state is kept between two starts; without it nothing outlives the process. */
  stateFile?: string
  now?: () => Date
}

type SavedState = { format: 1; offsetMs: number; settings: SandboxSettings; state: SandboxState }

/** Everything that the sandbox knows; whoever changes something ends with `save`. */
export class SandboxStore {
  readonly clock: SandboxClock
  settings: SandboxSettings = sandboxSettings.parse({})
  state: SandboxState

  constructor(private readonly options: StoreOptions) {
    this.clock = new SandboxClock(options.now ?? (() => new Date()))
    const saved = readState(options.stateFile)
    if (saved) {
      this.clock.offsetMs = saved.offsetMs
      this.settings = sandboxSettings.parse(saved.settings)
    }
    this.state = saved?.state ?? options.seed(this.clock)
  }

  tenant(id: number): TenantRow | null {
    return this.state.tenants.find((tenant) => tenant.id === id) ?? null
  }

  administration(tenantId: number, id: number): AdministrationRow | null {
    return this.tenant(tenantId)?.administrations.find((administration) => administration.id === id) ?? null
  }

  reset(): void {
    this.clock.offsetMs = 0
    this.settings = sandboxSettings.parse({})
    this.state = this.options.seed(this.clock)
    this.save()
  }

  /** Written before the answer to the request goes out: what a client was told must survive the process. */
  save(): void {
    const { stateFile } = this.options
    if (!stateFile) return
    const saved: SavedState = {
      format: 1,
      offsetMs: this.clock.offsetMs,
      settings: this.settings,
      state: this.state,
    }
    mkdirSync(dirname(stateFile), { recursive: true })
    const draft = `${stateFile}.${process.pid}.tmp`
    writeFileSync(draft, JSON.stringify(saved))
    renameSync(draft, stateFile)
  }
}

/** The state as this program wrote it itself; another format starts afresh. */
const readState = (stateFile: string | undefined): SavedState | null => {
  if (!stateFile) return null
  try {
    const saved = JSON.parse(readFileSync(stateFile, 'utf8')) as SavedState
    return (saved.format as number) === 1 ? saved : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
