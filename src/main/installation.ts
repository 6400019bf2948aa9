import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../base/index.ts'
import { systemClock } from '../base/system-clock.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { openLog } from './log.ts'
import { createProgress, type Progress } from './progress.ts'
import { type Claim, claimDataFolder } from './running-instance.ts'
import { CLONE, readSettings, type Settings } from './settings.ts'

/** Settings may stand in this file of the clone; the environment wins over it. */
const SETTINGS_FILE = join(CLONE, 'settings.env')

export interface Installation {
  readonly settings: Settings
  readonly folder: DataFolder
  readonly progress: Progress
  readonly log: Log
  readonly claim: Extract<Claim, { type: 'claimed' }>
}

/** Reads the settings and takes the data folder, or ends the process saying what to do. */
export function openInstallation(print: (line: string) => void): Installation {
  const settings = settingsOrExit(print)
  const folder = dataFolderOrExit(settings, print)
  const claim = claimDataFolder(folder.lockFile)
  if (claim.type === 'taken') {
    print(
      `Twenty2 is running already on ${folder.root} (process ${claim.pid}${claim.url ? `, ${claim.url}` : ''}).`,
    )
    print('Stop it first, or set TWENTY2_DATA_DIR to another folder.')
    process.exit(1)
  }
  const log = openLog({ name: 'main', file: join(folder.logs, 'main.log'), level: settings.TWENTY2_LOG })
  return { settings, folder, claim, log, progress: createProgress(systemClock, print) }
}

/** The data folder; where it cannot be used the process ends, saying what to do. */
export function dataFolderOrExit({ dataDir }: Settings, print: (line: string) => void): DataFolder {
  try {
    return openDataFolder(dataDir)
  } catch (error) {
    print(`The data folder ${dataDir} cannot be used: ${error instanceof Error ? error.message : error}`)
    print('Give this user the right to write there, or set TWENTY2_DATA_DIR to a folder that is yours.')
    process.exit(1)
  }
}

export function settingsOrExit(print: (line: string) => void): Settings {
  if (existsSync(SETTINGS_FILE)) process.loadEnvFile(SETTINGS_FILE)
  const settings = readSettings(process.env)
  if (!Array.isArray(settings)) return settings as Settings
  print('These settings are wrong; settings.example.env describes each:')
  for (const { setting, why } of settings) print(`  ${setting}: ${why}`)
  process.exit(1)
}
