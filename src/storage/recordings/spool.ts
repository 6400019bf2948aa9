/**
 * The raw spool: a header of 16 bytes, then interleaved 16-bit little-endian stereo at 8 kHz (assistant left,
 * human right). It only ever grows, so whatever reached the disk before a crash is a whole recording.
 */
export const SPOOL_HEADER_BYTES = 16
export const SPOOL_CHANNELS = 2
/** One sample of each side. */
export const SPOOL_BLOCK_BYTES = 2 * SPOOL_CHANNELS
const MAGIC = 'T22SPOOL'
const VERSION = 1
const SAMPLE_RATE = 8_000

export function spoolHeader(): Uint8Array {
  const header = new Uint8Array(SPOOL_HEADER_BYTES)
  header.set(new TextEncoder().encode(MAGIC))
  const view = new DataView(header.buffer)
  view.setUint16(8, VERSION, true)
  view.setUint16(10, SPOOL_CHANNELS, true)
  view.setUint32(12, SAMPLE_RATE, true)
  return header
}

/** True when `bytes` begin a spool that this version reads. */
export function isSpool(bytes: Uint8Array): boolean {
  const wanted = spoolHeader()
  return bytes.length >= wanted.length && wanted.every((byte, index) => bytes[index] === byte)
}

/** Interleaves one frame of both sides into `target` from sample `at` on. */
export function interleave(assistant: Int16Array, human: Int16Array, target: Int16Array, at: number): void {
  for (let i = 0; i < human.length; i++) {
    target[at + 2 * i] = assistant[i] ?? 0
    target[at + 2 * i + 1] = human[i] ?? 0
  }
}
