/** `./twenty2 …`: the command line tool. */
import { systemClock } from '../base/system-clock.ts'
import { runCli } from './cli/index.ts'
import { settingsOrExit } from './installation.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const settings = settingsOrExit((line) => process.stderr.write(`${line}\n`))
process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  fetch,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTty: process.stdout.isTTY === true,
  dataDir: settings.dataDir,
  clock: systemClock,
  signal: stopOnSignal(systemClock, () => undefined),
})
