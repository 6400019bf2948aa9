import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureDependencies } from '../../launcher/dependencies.mjs'
import { isNewEnough } from '../../launcher/node-version.mjs'

const manifest = (version: string) =>
  JSON.stringify({ name: 'clone', version, private: true, dependencies: {} })
const lockfile = (version: string) =>
  JSON.stringify({
    name: 'clone',
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'clone', version } },
  })

describe('the launcher', () => {
  let clone = ''
  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'twenty2-clone-'))
  })
  afterEach(() => rmSync(clone, { recursive: true, force: true }))
  const write = (version: string) => {
    writeFileSync(join(clone, 'package.json'), manifest(version))
    writeFileSync(join(clone, 'package-lock.json'), lockfile(version))
  }
  const stamp = () => readFileSync(join(clone, 'node_modules', '.installed-from'), 'utf8')

  it('installs when nothing is installed, and again when the lockfile changed', async () => {
    write('1.0.0')
    await ensureDependencies(clone)
    const first = stamp()
    await ensureDependencies(clone)
    expect(stamp()).toBe(first)
    write('1.0.1')
    await ensureDependencies(clone)
    expect(stamp()).not.toBe(first)
  })

  it('says what to do when the packages cannot be had', async () => {
    write('1.0.0')
    writeFileSync(join(clone, 'package-lock.json'), '{ cut short')
    await expect(ensureDependencies(clone)).rejects.toMatchObject({
      message: expect.stringContaining('npm ci failed'),
      next: expect.stringContaining('run this again'),
    })
  })

  it('knows which Node runs TypeScript', () => {
    expect(['v18.0.0', 'v20.20.2', 'v22.17.9'].map(isNewEnough)).toEqual([false, false, false])
    expect(['v22.18.0', 'v23.0.0', 'v24.21.0'].map(isNewEnough)).toEqual([true, true, true])
  })

  const machineNode = '/usr/bin/node'
  const version = existsSync(machineNode)
    ? execFileSync(machineNode, ['-v'], { encoding: 'utf8' }).trim()
    : ''
  it.skipIf(version === '' || isNewEnough(version))(
    `moves from the machine's Node (${version || 'none here'}) to the packaged one`,
    () => {
      const help = execFileSync(machineNode, ['launcher/launch.mjs', '--help'], { encoding: 'utf8' })
      expect(help).toContain('twenty2')
    },
  )
})
