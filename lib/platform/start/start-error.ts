/** Something a person can put right: shown as these lines, without a stack. Anything else is a defect. */
export class StartError extends Error {
  override readonly name = 'StartError'

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

/** The system's own name of an error (`EADDRINUSE`), or null. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
