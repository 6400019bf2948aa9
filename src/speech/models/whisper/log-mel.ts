import type { GraphWriter } from '../../onnx/graph-writer.ts'
import { int, ints, text } from '../../onnx/model-proto.ts'

/** What Whisper was trained on: 16 kHz, windows of 25 ms every 10 ms, 80 mel bands up to 8 kHz. */
export const HEARING_SAMPLE_RATE = 16_000
const WINDOW = 400
const HOP = 160
const BINS = WINDOW / 2 + 1
const BANDS = 80
const HIGHEST_HZ = HEARING_SAMPLE_RATE / 2
/** Quieter than the loudest by more than this (in tens of dB) is treated alike. */
const RANGE = 8

/** `audio` (samples in −1…1) → log-mel bands [1, 80, frames], as Whisper's own front end computes them. */
export function logMel(writer: GraphWriter, audio: string): string {
  const wave = writer.apply('Reshape', [audio, writer.integers(1, 1, -1)])
  const edge = WINDOW / 2
  const padded = writer.apply('Pad', [wave, writer.integers(0, 0, edge, 0, 0, edge)], {
    attributes: [text('mode', 'reflect')],
  })
  const kernel = writer.floats([2 * BINS, 1, WINDOW], fourierKernel())
  const waves = writer.apply('Conv', [padded, kernel], { attributes: [ints('strides', [HOP])] })
  // Whisper drops the last frame, which hangs half over the end.
  const kept = writer.apply('Slice', [waves, writer.integers(0), writer.integers(-1), writer.integers(2)])
  const [real = '', imaginary = ''] = writer.applyMany('Split', [kept, writer.integers(BINS, BINS)], 2, {
    attributes: [int('axis', 1)],
  })
  const power = writer.apply('Add', [
    writer.apply('Mul', [real, real]),
    writer.apply('Mul', [imaginary, imaginary]),
  ])
  const bands = writer.apply('MatMul', [writer.floats([BANDS, BINS], melFilters()), power])
  return compress(writer, bands)
}

/** log10, at most 80 dB below the loudest, moved to about −1…1. */
function compress(writer: GraphWriter, bands: string): string {
  const floored = writer.apply('Max', [bands, writer.float(1e-10)])
  const log = writer.apply('Mul', [writer.apply('Log', [floored]), writer.float(1 / Math.LN10)])
  const loudest = writer.apply('ReduceMax', [log], { attributes: [int('keepdims', 1)] })
  const limited = writer.apply('Max', [log, writer.apply('Sub', [loudest, writer.float(RANGE)])])
  return writer.apply('Mul', [writer.apply('Add', [limited, writer.float(4)]), writer.float(1 / 4)])
}

/**
 * Cosine rows, then sine rows, under a periodic Hann window: a discrete Fourier transform as a convolution.
 */
function fourierKernel(): Float32Array {
  const kernel = new Float32Array(2 * BINS * WINDOW)
  for (let sample = 0; sample < WINDOW; sample += 1) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * sample) / WINDOW)
    for (let bin = 0; bin < BINS; bin += 1) {
      const angle = (2 * Math.PI * bin * sample) / WINDOW
      kernel[bin * WINDOW + sample] = Math.cos(angle) * hann
      kernel[(BINS + bin) * WINDOW + sample] = Math.sin(angle) * hann
    }
  }
  return kernel
}

/** Triangles of equal area on the mel scale, one row a band. */
export function melFilters(): Float32Array {
  const highestMel = hertzToMel(HIGHEST_HZ)
  const edges = Array.from({ length: BANDS + 2 }, (_, index) =>
    melToHertz((index * highestMel) / (BANDS + 1)),
  )
  const filters = new Float32Array(BANDS * BINS)
  for (let band = 0; band < BANDS; band += 1) {
    const [low = 0, middle = 0, high = 0] = edges.slice(band, band + 3)
    for (let bin = 0; bin < BINS; bin += 1) {
      const hertz = (bin * HIGHEST_HZ) / (BINS - 1)
      const rise = (hertz - low) / (middle - low)
      const fall = (high - hertz) / (high - middle)
      filters[band * BINS + bin] = (Math.max(0, Math.min(rise, fall)) * 2) / (high - low)
    }
  }
  return filters
}

/** Slaney's mel scale: linear up to 1 kHz (15 mel), then 27 mel for each factor of 6.4. */
const LINEAR_HZ = 1_000
const LINEAR_MEL = 15
const MEL_PER_E = 27 / Math.log(6.4)

function hertzToMel(hertz: number): number {
  if (hertz < LINEAR_HZ) return (hertz * LINEAR_MEL) / LINEAR_HZ
  return LINEAR_MEL + Math.log(hertz / LINEAR_HZ) * MEL_PER_E
}

function melToHertz(mel: number): number {
  if (mel < LINEAR_MEL) return (mel * LINEAR_HZ) / LINEAR_MEL
  return LINEAR_HZ * Math.exp((mel - LINEAR_MEL) / MEL_PER_E)
}
