import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ChildSpec } from './child'
import { findFreePort } from './ports'
import { createSupervisor } from './supervisor'
import { temporaryFolder } from './testing'

const setUp = () => {
  const folder = temporaryFolder()
  const supervisor = createSupervisor()
  onTestFinished(() => supervisor.stop())
  const program = (name: string, code: string, more: Partial<ChildSpec> = {}): ChildSpec => ({
    name,
    args: ['--input-type=module', '-e', code],
    env: {},
    mode: 'production',
    logFile: join(folder, `${name}.log`),
    ...more,
  })
  const listening = { ready: { line: /^listening/ } }
  const diary = join(folder, 'diary')
  /** Stays until it is told to end, and notes when it does. */
  const stays = (name: string) =>
    program(
      name,
      `import { appendFileSync } from 'node:fs'
       process.once('SIGTERM', () => { appendFileSync('${diary}', '${name} '); process.exit(0) })
       setInterval(() => {}, 1000)
       console.log('listening')`,
      listening,
    )
  return { folder, supervisor, program, stays, listening, readDiary: () => readFileSync(diary, 'utf8') }
}

it('all processes end in the reverse order of their start', async () => {
  const { supervisor, stays, readDiary } = setUp()
  await supervisor.run(stays('first'))
  await supervisor.run(stays('second'))
  await supervisor.stop()
  expect(readDiary()).toBe('second first ')
})

it('what has to be done at the end is done when all processes have ended', async () => {
  const { supervisor, stays, readDiary } = setUp()
  await supervisor.run(stays('only'))
  let seen = ''
  supervisor.atEnd(() => {
    seen = readDiary()
    return Promise.resolve()
  })
  await supervisor.stop()
  expect(seen).toBe('only ')
})

it('a process that ends by itself is reported by its name, with its last words', async () => {
  const { supervisor, program, listening } = setUp()
  const code = `console.log('listening'); setTimeout(() => { console.error('out of paper'); process.exit(3) }, 50)`
  await supervisor.run(program('Printer', code, listening))
  expect((await supervisor.died).message).toBe('Printer is onverwacht gestopt.\n  listening\n  out of paper')
})

it('a process that never becomes ready because it ended is reported the same way', async () => {
  const { supervisor, program, listening } = setUp()
  const failing = program('Printer', `console.error('no ink'); process.exit(1)`, listening)
  await expect(supervisor.run(failing)).rejects.toThrow('Printer is onverwacht gestopt.\n  no ink')
})

it('a process that ends while the next one starts breaks off that start', async () => {
  const { supervisor, program, listening } = setUp()
  const brief = `console.log('listening'); setTimeout(() => process.exit(1), 50)`
  await supervisor.run(program('Printer', brief, listening))
  const never = program('Scanner', 'setInterval(() => {}, 1000)', listening)
  await expect(supervisor.run(never)).rejects.toThrow('Printer is onverwacht gestopt.')
})

it('a process counts as ready when its address answers 200, not before', async () => {
  const { supervisor, program } = setUp()
  const port = await findFreePort()
  const code = `
    import { createServer } from 'node:http'
    let asked = 0
    createServer((_, response) => { asked += 1; response.writeHead(asked < 3 ? 503 : 200).end(String(asked)) }).listen(${port}, '127.0.0.1')`
  await supervisor.run(program('Web', code, { ready: { url: `http://127.0.0.1:${port}/` } }))
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('4')
})

it('a task answers with what it printed, and all of it is in its log', async () => {
  const { folder, supervisor, program } = setUp()
  expect(await supervisor.task(program('task', `console.log('one'); console.log('two')`))).toEqual(['one', 'two'])
  expect(readFileSync(join(folder, 'task.log'), 'utf8')).toBe('one\ntwo\n')
})

it('a task that fails is reported by its name', async () => {
  const { supervisor, program } = setUp()
  const failing = program('Het bouwen', `console.error('syntax error'); process.exit(1)`)
  await expect(supervisor.task(failing)).rejects.toThrow('Het bouwen is mislukt.\n  syntax error')
})

it('nothing starts any more once it is being stopped', async () => {
  const { supervisor, stays } = setUp()
  await supervisor.stop()
  await expect(supervisor.run(stays('late'))).rejects.toThrow('afgebroken')
})

it('every caller waits for the same ordered end', async () => {
  const { supervisor, stays, readDiary } = setUp()
  await supervisor.run(stays('first'))
  await supervisor.run(stays('second'))
  await Promise.all([supervisor.stop(), supervisor.stop()])
  expect(readDiary()).toBe('second first ')
})

it('a process that does not listen can be killed', async () => {
  const { supervisor, program, listening } = setUp()
  const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('listening')`
  await supervisor.run(program('Deaf', deaf, listening))
  const stopped = supervisor.stop()
  supervisor.kill()
  await stopped
})

it('the processes end when their start-up is killed outright', async () => {
  const { folder } = setUp()
  const script = join(folder, 'start.mts')
  const code = "console.log('pid ' + process.pid); setInterval(() => {}, 1000)"
  writeFileSync(
    script,
    `import { spawnChild } from '${import.meta.dirname}/child.ts'
     const child = spawnChild({ name: 'x', args: ['-e', ${JSON.stringify(code)}],
       env: {}, mode: 'production', logFile: '${folder}/x.log', ready: { line: /^pid/ }, echo: (line) => console.log(line) })
     await child.ready`,
  )
  const starter = spawn(process.execPath, ['--import', 'tsx', script])
  const [line] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string]
  const pid = Number(line.replace('pid ', ''))
  expect(isAlive(pid)).toBe(true)
  starter.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
