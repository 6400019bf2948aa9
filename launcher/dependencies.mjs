import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { runQuietly } from './processes.mjs'

/** Installs what the lockfile names unless exactly that is installed already. @param {string} root */
export async function ensureDependencies(root) {
  const stamp = join(root, 'node_modules', '.installed-from')
  const wanted = lockfileHash(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say(
    existsSync(stamp)
      ? 'Dependencies are out of date with the lockfile: installing …'
      : 'First run: installing dependencies (about 250 MB to fetch, 800 MB on disk) …',
  )
  await install(root)
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stamp, wanted)
  say(`Dependencies installed: ${countPackages(root)} packages.`)
}

async function install(root) {
  // No package that we depend on needs its install script, so none is run.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = await runQuietly(npm, args, {
    cwd: root,
    tick: (seconds) => say(`  … ${seconds} s, ${unpackedMegabytes(root)} MB unpacked`),
  }).catch((error) => {
    throw withNext(
      `npm could not be started: ${error.message}`,
      'Install npm (it comes with Node) and run this again.',
    )
  })
  if (result.code === 0) return
  throw withNext(
    `npm ci failed (exit ${result.code}):\n${result.output.trim()}`,
    'Check that the npm registry can be reached from here (npm ping) and that the disk has 2 GB free, then run this again.',
  )
}

function lockfileHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function countPackages(root) {
  try {
    return readdirSync(join(root, 'node_modules')).filter((name) => !name.startsWith('.')).length
  } catch {
    return 0
  }
}

/** npm says nothing while it works: what has come is counted. */
function unpackedMegabytes(root) {
  return Math.round(bytesUnder(join(root, 'node_modules')) / 1e6)
}

function bytesUnder(folder) {
  let sum = 0
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) sum += bytesUnder(path)
      else if (entry.isFile()) sum += statSync(path).size
    }
  } catch {
    // Files come and go while npm works: the next look counts again.
  }
  return sum
}

function withNext(message, next) {
  return Object.assign(new Error(message), { next })
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
