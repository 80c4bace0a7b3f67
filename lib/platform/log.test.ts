import { describe, expect, it } from 'vitest'
import { createLog } from './log'

const writeWith = (level: string, write: (log: ReturnType<typeof createLog>) => void): unknown[] => {
  const lines: string[] = []
  write(createLog(level, { write: (line: string) => lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as unknown)
}

describe('the log', () => {
  it('writes a line of JSON with level, moment, message and what goes with it', () => {
    const [line] = writeWith('info', (log) => {
      log.info({ combiId: 'c1', calls: 4 }, 'sync finished')
    })
    expect(line).toMatchObject({ level: 'info', combiId: 'c1', calls: 4, msg: 'sync finished' })
    expect(line).toHaveProperty('time', expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/))
  })

  it('leaves out what is below its level', () => {
    const lines = writeWith('warn', (log) => {
      log.info('not this')
      log.warn('but this')
    })
    expect(lines).toMatchObject([{ msg: 'but this' }])
  })

  it('holds no secret, wherever it stood: in a field, a message, an error, its cause or an object inside', () => {
    const secret = 'Zeer-Geheim-1234567890'
    const error = new Error(`refused: Authorization: Bearer ${secret}`, {
      cause: new Error(`postgresql://portal:${secret}@db:5432/portal`),
    })
    const lines = writeWith('info', (log) => {
      log.info({ accessToken: secret, nested: { headers: { 'authentication-secret': secret } } }, 'call')
      log.info(`token=${secret}`)
      log.error({ err: error }, 'failed')
      log.error({ error }, 'failed')
      log.info({ body: JSON.stringify({ refresh_token: secret }) }, 'body')
      log.child({ apiKey: secret }).info('child')
    })
    expect(lines).toHaveLength(6)
    expect(JSON.stringify(lines)).not.toContain('Geheim')
    expect(lines[2]).toMatchObject({ err: { type: 'Error', stack: expect.stringContaining('log.test.ts') as unknown } })
  })
})
