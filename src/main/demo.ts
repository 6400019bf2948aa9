/**
 * `npm run demo`: sets up, starts everything, places one call through the API, shows it live, prints its
 * result, stops.
 */
import { systemClock } from '../base/system-clock.ts'
import { demoCall } from './demo-call.ts'
import { readDemoWorkspace } from './demo-workspace.ts'
import { dataFolderOrExit, openInstallation, settingsOrExit } from './installation.ts'
import { runningInstance } from './running-instance.ts'
import { stopOnSignal } from './stop-on-signal.ts'
import { startSystem } from './system.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const signal = stopOnSignal(systemClock, () => print('Stopping …'))

try {
  process.exitCode = await demo()
} catch (error) {
  print(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
process.exit()

async function demo(): Promise<number> {
  const settings = settingsOrExit(print)
  const folder = dataFolderOrExit(settings, print)
  const running = runningInstance(folder.lockFile)
  const kept = readDemoWorkspace(folder.demoFile)
  if (running?.url !== undefined && kept !== undefined) {
    print(`Twenty2 is running already at ${running.url}: the call is placed there.`)
    return demoCall({ demo: kept, folder, print, signal })
  }
  const installation = openInstallation(print)
  const { progress, claim } = installation
  try {
    const system = await startSystem({ ...installation, signal })
    progress.stop()
    try {
      if (system.demo === undefined) throw new Error('it needs the test carrier: set TWENTY2_CARRIER=on')
      return await demoCall({ demo: system.demo, folder, print, signal })
    } finally {
      print('Stopping everything …')
      await system.stop()
    }
  } catch (error) {
    print(`The log files in ${folder.logs} say more.`)
    throw error
  } finally {
    progress.stop()
    claim.release()
  }
}
