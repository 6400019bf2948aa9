import { randomBytes } from 'node:crypto'
import type { IdSource } from './ids.ts'
import type { Random } from './random.ts'
import type { Id } from './units.ts'

export const systemRandom: Random = { next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48 }

/** Four bytes of time, so that ids of one table lie close together, and eight of chance. */
export const systemIds: IdSource = {
  next<Kind extends string>() {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt32BE(Math.floor(Date.now() / 1_000), 0)
    randomBytes(8).copy(bytes, 4)
    return bytes.toString('hex') as Id<Kind>
  },
}
