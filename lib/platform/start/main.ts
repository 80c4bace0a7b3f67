import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readVariables } from './env-file'
import { startStack, type Stack } from './stack'
import { StartError } from './start-error'
import { createSupervisor } from './supervisor'

/**
 * `npm start` and `npm run dev`: runs the portal until it is told to stop.
 * @returns the exit code: 0 when a person stopped it, 1 when something went wrong, which has then been said.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const supervisor = createSupervisor()
  let isStopping = false
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (isStopping) {
          supervisor.kill()
          return
        }
        isStopping = true
        console.log('\nStoppen …')
        void supervisor.stop()
        resolve('stopped')
      })
  })
  try {
    const { isDevelopment, variables } = readCommand(args)
    const root = process.cwd()
    const starting = startStack(supervisor, {
      root,
      dataFolder: join(root, '.data'),
      variables,
      isDevelopment,
      report: (line) => {
        console.log(line)
      },
      echo: (name, line) => {
        if (isDevelopment) console.log(`${name.padEnd(10)} ${line}`)
      },
    })
    const stack = await Promise.race([starting, stopped])
    if (stack !== 'stopped') {
      console.log(describe(stack))
      const end = await Promise.race([supervisor.died, stopped])
      if (end !== 'stopped') throw end
    }
    await supervisor.stop()
    return 0
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error)
    await supervisor.stop()
    return 1
  }
}

const readCommand = (args: readonly string[]) => {
  const options = { port: { type: 'string' }, dev: { type: 'boolean' } } as const
  try {
    const { values } = parseArgs({ args: [...args], options })
    const variables = readVariables('.env', process.env)
    return {
      isDevelopment: values.dev ?? false,
      variables: values.port === undefined ? variables : { ...variables, PORT: values.port },
    }
  } catch (error) {
    if (error instanceof TypeError) throw new StartError('Gebruik: npm start -- [--port 3000]')
    throw error
  }
}

const describe = ({ appUrl, env, demo, sandboxes, logs }: Stack): string => {
  const row = (name: string, value: string) => `  ${name.padEnd(13)}${value}`
  const lines = ['', 'Het portaal draait.', '', row('Portaal', appUrl)]
  if (demo) lines.push(row('Aanmelden', `${demo.email}   wachtwoord ${demo.password}`))
  if (sandboxes)
    lines.push(
      row('Simplicate', `${sandboxes.simplicate}   (proefomgeving: de facturen)`),
      row('Minox', `${sandboxes.minox}   (proefomgeving: de boekhouding)`),
    )
  if (env.SMTP_URL === undefined) lines.push(row('Postvak', `${appUrl}/postvak   (de mails, zolang SMTP_URL leeg is)`))
  lines.push(row('Logboeken', logs), '')
  if (demo)
    lines.push(
      'Probeer eerst: meld je aan en klik bij de combi op "Synchroniseer nu". Open daarna "Facturen", vink er een paar',
      'aan, kies Acties → Verwerken en synchroniseer nog eens: de boekingen staan in Minox. Betaal er daar een, en na',
      'de volgende synchronisatie is de factuur in Simplicate betaald.',
      '',
    )
  return [...lines, 'Stoppen: Ctrl-C'].join('\n')
}
