import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/** Numbers of PKWARE's APPNOTE: the records of a zip archive, all little-endian. */
const END_SIGNATURE = 0x0605_4b50
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
const ENTRY_SIGNATURE = 0x0201_4b50
const ENTRY_BYTES = 46
const LOCAL_HEADER_BYTES = 30
const STORED = 0
const DEFLATED = 8

interface ZipEntry {
  readonly method: number
  readonly compressedBytes: number
  readonly localHeaderAt: number
}

/** The plain bytes of one member of a zip archive (a wheel is one). Throws when it is not there. */
export async function openZipMember(archive: string, member: string): Promise<Readable> {
  const handle = await open(archive, 'r')
  try {
    const entry = (await readCentralDirectory(handle)).get(member)
    if (entry === undefined) throw new Error(`${archive} has no member ${member}`)
    return inflate(archive, entry, await dataOffset(handle, entry))
  } finally {
    await handle.close()
  }
}

function inflate(archive: string, entry: ZipEntry, start: number): Readable {
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Error(`${archive}: compression method ${entry.method} is unknown`)
  }
  if (entry.compressedBytes === 0) return new PassThrough().end()
  const raw = createReadStream(archive, { start, end: start + entry.compressedBytes - 1 })
  // The reader of the returned stream learns of errors: pipeline destroys it with them.
  return entry.method === STORED ? raw : pipeline(raw, createInflateRaw(), () => undefined)
}

async function readCentralDirectory(handle: FileHandle): Promise<ReadonlyMap<string, ZipEntry>> {
  const { size } = await handle.stat()
  const tail = await readAt(handle, Math.max(0, size - END_BYTES - COMMENT_BYTES_MAX), size)
  let end = tail.length - END_BYTES
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1
  if (end < 0) throw new Error('not a zip archive')
  const start = tail.readUInt32LE(end + 16)
  return parseEntries(await readAt(handle, start, start + tail.readUInt32LE(end + 12)))
}

function parseEntries(directory: Buffer): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  let at = 0
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE) {
    const nameBytes = directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)
    entries.set(name, {
      method: directory.readUInt16LE(at + 10),
      compressedBytes: directory.readUInt32LE(at + 20),
      localHeaderAt: directory.readUInt32LE(at + 42),
    })
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** The local header repeats the name and has an extra field of its own length. */
async function dataOffset(handle: FileHandle, entry: ZipEntry): Promise<number> {
  const header = await readAt(handle, entry.localHeaderAt, entry.localHeaderAt + LOCAL_HEADER_BYTES)
  return entry.localHeaderAt + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function readAt(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start)
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
  return bytes.subarray(0, bytesRead)
}
