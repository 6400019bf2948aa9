import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** The first Node that runs TypeScript by type stripping without a flag. */
const NEEDED = [22, 18]

/** @param {string} version like `v22.18.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

/** The Node that came with our own dependencies, where one exists for this machine. @param {string} root */
export function packagedNode(root) {
  const file = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  return existsSync(file) ? file : undefined
}
