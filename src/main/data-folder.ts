import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where each thing of one installation lies. */
export interface DataFolder {
  readonly root: string
  readonly database: string
  readonly models: string
  readonly recordings: string
  readonly speechCache: string
  readonly logs: string
  /**
   * Local sockets. Their paths may be 107 bytes at most (sun_path of unix(7)), so a deep folder moves them
   * away.
   */
  readonly sockets: string
  readonly secretFile: string
  readonly operatorTokenFile: string
  readonly demoFile: string
  readonly lockFile: string
}

const SOCKET_FOLDER_LENGTH_MAX = 80

/** Makes what is not there yet; its owner alone may look into a folder made here. */
export function openDataFolder(root: string): DataFolder {
  const folder: DataFolder = {
    root,
    database: join(root, 'database'),
    models: join(root, 'models'),
    recordings: join(root, 'recordings'),
    speechCache: join(root, 'speech'),
    logs: join(root, 'logs'),
    sockets: socketFolder(root),
    secretFile: join(root, 'secret'),
    operatorTokenFile: join(root, 'operator-token'),
    demoFile: join(root, 'demo.env'),
    lockFile: join(root, 'running.json'),
  }
  mkdirSync(root, { recursive: true, mode: 0o700 })
  for (const path of [folder.models, folder.recordings, folder.speechCache, folder.logs]) {
    mkdirSync(path, { recursive: true })
  }
  mkdirSync(folder.sockets, { recursive: true, mode: 0o700 })
  accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK)
  return folder
}

function socketFolder(root: string): string {
  const near = join(root, 'run')
  if (Buffer.byteLength(near) <= SOCKET_FOLDER_LENGTH_MAX) return near
  return join(tmpdir(), `twenty2-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`)
}

/** The file's text; made of 32 random bytes at first start. Mode 0600. */
export function ensureSecretFile(path: string): string {
  if (!existsSync(path)) writePrivately(path, `${randomBytes(32).toString('base64url')}\n`)
  return readFileSync(path, 'utf8').trim()
}

/** Whole or not at all, readable by its owner alone. */
export function writePrivately(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`
  writeFileSync(fresh, text, { mode: 0o600 })
  chmodSync(fresh, 0o600)
  renameSync(fresh, path)
}
