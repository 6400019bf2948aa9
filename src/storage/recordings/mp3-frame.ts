/**
 * Frames of MPEG-2 Layer III (ISO/IEC 13818-3 §2.4) as the encoder makes them: 16 kHz stereo, no checksum,
 * 576 samples (36 ms) a frame. A frame's data may begin in the frames before it, in the "bit reservoir":
 * `mainDataBegin` says how many bytes back.
 */
export const FRAME_SAMPLES = 576
const SAMPLE_RATE = 16_000
const HEADER_BYTES = 4
const SIDE_INFO_BYTES = 17
const MAIN_DATA_AT = HEADER_BYTES + SIDE_INFO_BYTES
const KBITS_PER_SECOND = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
/** Where each channel's count of data bits stands in the side information, in bits (12 bits wide). */
const DATA_LENGTH_AT_BITS = [10, 73]

/** Bytes of the frame that begins at `offset`, or undefined when its header is not all there. */
export function frameLength(bytes: Uint8Array, offset: number): number | undefined {
  const third = bytes[offset + 2]
  if (third === undefined) return undefined
  return lengthOf(third >> 4) + ((third >> 1) & 1)
}

export function mainDataBegin(frame: Uint8Array): number {
  return frame[HEADER_BYTES] ?? 0
}

export function mainDataOf(frame: Uint8Array): Uint8Array {
  return frame.subarray(MAIN_DATA_AT)
}

/**
 * The same frame with all of its data inside, so that it can be the first of a file. `before` is the main
 * data of the frames that go away; the frame after it wants its last `nextBegin` bytes where they are. What
 * does not fit beside them becomes silence: a frame of another bit rate would mislead those who reckon the
 * duration from it.
 */
export function selfContained(frame: Uint8Array, before: Uint8Array, nextBegin: number): Uint8Array {
  const begin = mainDataBegin(frame)
  const used = dataBytes(frame)
  const made = frame.slice()
  made[HEADER_BYTES] = 0
  if (MAIN_DATA_AT + used + nextBegin > frame.length) return made.fill(0, HEADER_BYTES, MAIN_DATA_AT)
  const data = new Uint8Array(used)
  data.set(before.subarray(Math.max(0, before.length - begin)).subarray(0, used))
  if (used > begin) data.set(mainDataOf(frame).subarray(0, used - begin), begin)
  made.set(data, MAIN_DATA_AT)
  return made
}

function dataBytes(frame: Uint8Array): number {
  const bits = DATA_LENGTH_AT_BITS.reduce((sum, at) => sum + readBits(frame, HEADER_BYTES * 8 + at, 12), 0)
  return Math.ceil(bits / 8)
}

function lengthOf(bitrateIndex: number): number {
  return Math.floor(((FRAME_SAMPLES / 8) * (KBITS_PER_SECOND[bitrateIndex] ?? 0) * 1_000) / SAMPLE_RATE)
}

function readBits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let bit = at; bit < at + count; bit++) {
    value = (value << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1)
  }
  return value
}
