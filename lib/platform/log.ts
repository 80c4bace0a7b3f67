import pino, { type DestinationStream, type Logger } from 'pino'
import { getEnv } from './env'
import { redact } from './redact'

export type { Logger } from 'pino'

/** A log that writes lines of JSON without secrets, to standard output unless told otherwise. */
export const createLog = (level: string, destination?: DestinationStream): Logger => {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    // On the finished line, so that no message, stack or cause of an error gets past.
    hooks: { streamWrite: redact },
  }
  return destination ? pino(options, destination) : pino(options)
}

let log: Logger | undefined

/** The log of this process, at the level of the environment. */
export const getLog = (): Logger => (log ??= createLog(getEnv().logLevel))
