/** Interleaved 16-bit PCM as a RIFF/WAVE file keeps it. */
export interface WavAudio {
  readonly sampleRate: number
  readonly channels: number
  /** Interleaved: one sample of each channel, then the next. */
  readonly samples: Int16Array
}

const HEADER_BYTES = 44
const FORMAT_PCM = 1
/** WAVE_FORMAT_EXTENSIBLE: the true format leads the sub-format GUID at offset 24 of the chunk. */
const FORMAT_EXTENSIBLE = 0xfffe

export function writeWav(audio: WavAudio): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + audio.samples.length * 2)
  const view = new DataView(bytes.buffer)
  const blockBytes = audio.channels * 2
  writeText(bytes, 0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  writeText(bytes, 8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, FORMAT_PCM, true)
  view.setUint16(22, audio.channels, true)
  view.setUint32(24, audio.sampleRate, true)
  view.setUint32(28, audio.sampleRate * blockBytes, true)
  view.setUint16(32, blockBytes, true)
  view.setUint16(34, 16, true)
  writeText(bytes, 36, 'data')
  view.setUint32(40, audio.samples.length * 2, true)
  audio.samples.forEach((sample, index) => {
    view.setInt16(HEADER_BYTES + index * 2, sample, true)
  })
  return bytes
}

/**
 * The audio of a 16-bit PCM wav file, or undefined when it is something else. Tolerates a cut `data` chunk.
 */
export function readWav(bytes: Uint8Array): WavAudio | undefined {
  if (textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WAVE') return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: { readonly sampleRate: number; readonly channels: number } | undefined
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const size = view.getUint32(offset + 4, true)
    const start = offset + 8
    const name = textAt(bytes, offset)
    if (name === 'fmt ') format = readFormat(view, start)
    if (name === 'data') return format && { ...format, samples: readSamples(view, start, size) }
    offset = start + size + (size % 2)
  }
  return undefined
}

function readFormat(view: DataView, start: number) {
  if (start + 16 > view.byteLength) return undefined
  const tag = view.getUint16(start, true)
  const extensible = tag === FORMAT_EXTENSIBLE && start + 26 <= view.byteLength
  const codec = extensible ? view.getUint16(start + 24, true) : tag
  const channels = view.getUint16(start + 2, true)
  if (codec !== FORMAT_PCM || view.getUint16(start + 14, true) !== 16 || channels === 0) return undefined
  return { channels, sampleRate: view.getUint32(start + 4, true) }
}

function readSamples(view: DataView, start: number, size: number): Int16Array {
  const length = Math.floor(Math.min(size, view.byteLength - start) / 2)
  return Int16Array.from({ length }, (_, index) => view.getInt16(start + index * 2, true))
}

function writeText(bytes: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i)
}

function textAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4))
}
