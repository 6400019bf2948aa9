import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'

/** The ustar layout of POSIX.1-1988: blocks of 512 bytes, numbers in octal text. */
const BLOCK = 512
const REGULAR_FILE = new Set(['0', '\0'])

/**
 * The bytes of one member of a gzipped tar archive, as `npm pack` makes them. Throws when it is not there.
 */
export async function readTarMember(archive: string, member: string): Promise<Buffer> {
  const tar = gunzipSync(await readFile(archive))
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const bytes = Number.parseInt(text(tar, at + 124, 12), 8)
    const prefix = text(tar, at + 345, 155)
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(tar, at, 100)}`
    const isFile = REGULAR_FILE.has(String.fromCharCode(tar[at + 156] ?? 0))
    if (isFile && name === member) return tar.subarray(at + BLOCK, at + BLOCK + bytes)
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK
  }
  throw new Error(`${archive} has no member ${member}`)
}

function text(tar: Buffer, start: number, bytes: number): string {
  const end = tar.indexOf(0, start)
  return tar.toString('utf8', start, end < 0 ? start + bytes : Math.min(end, start + bytes))
}
