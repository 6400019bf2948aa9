/** `npm start`: runs the product until it is told to stop. */
import { systemClock } from '../base/system-clock.ts'
import { untilAborted } from './child-process.ts'
import { openInstallation } from './installation.ts'
import { welcome } from './quick-start.ts'
import { stopOnSignal } from './stop-on-signal.ts'
import { startSystem } from './system.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)

let isUp = false
const signal = stopOnSignal(systemClock, () =>
  print(
    isUp ? 'Stopping: live calls are given time to end (Ctrl-C again to cut them) …' : 'Stopping the start …',
  ),
)
const installation = openInstallation(print)
try {
  const system = await startSystem({ ...installation, signal })
  isUp = true
  installation.progress.stop()
  installation.claim.announce(system.url)
  const { folder } = installation
  print(welcome(system, { demo: folder.demoFile, dataDir: folder.root }))
  await untilAborted(signal)
  await system.stop()
  print('Stopped.')
} catch (error) {
  if (signal.aborted) print('Stopped. The next start goes on where this one was.')
  else {
    print(`\nTwenty2 could not start: ${error instanceof Error ? error.message : String(error)}`)
    print(`The log files in ${installation.folder.logs} say more.`)
    process.exitCode = 1
  }
} finally {
  installation.progress.stop()
  installation.claim.release()
}
process.exit()
