import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { GraphWriter, valueInfo } from '../../onnx/graph-writer.ts'
import { encodeModel } from '../../onnx/model-proto.ts'
import { HEARING_SAMPLE_RATE, logMel, melFilters } from './log-mel.ts'

const BINS = 201
const BANDS = 80

it('makes triangles that rise with frequency and have an area of one', () => {
  const filters = melFilters()
  let lastPeak = 0
  for (let band = 0; band < BANDS; band += 1) {
    const row = [...filters.subarray(band * BINS, (band + 1) * BINS)]
    const peak = row.indexOf(Math.max(...row))
    expect(peak).toBeGreaterThanOrEqual(lastPeak)
    lastPeak = peak
    // Area: the sum times the width of a bin, 40 Hz; narrow triangles meet few bins.
    if (band > 40) expect(row.reduce((sum, value) => sum + value, 0) * 40).toBeCloseTo(1, 1)
  }
})

it('finds a tone in its band, a frame each 10 ms, limited to 80 dB below the loudest', async () => {
  const writer = new GraphWriter()
  const bands = logMel(writer, 'audio')
  const shape = [1, BANDS, 'frames']
  const model = writer.finish(
    'mel',
    [valueInfo('audio', 'float', ['samples'])],
    [valueInfo(bands, 'float', shape)],
  )
  const session = await InferenceSession.create(encodeModel(model))
  const tone = Float32Array.from({ length: HEARING_SAMPLE_RATE }, (_, index) =>
    Math.sin((2 * Math.PI * 1_000 * index) / HEARING_SAMPLE_RATE),
  )
  const result = (await session.run({ audio: new Tensor('float32', tone, [tone.length]) }))[bands]
  expect(result?.dims).toEqual([1, BANDS, 100])
  const levels = Array.from({ length: BANDS }, (_, band) => Number(result?.data[band * 100 + 50]))
  const loudest = levels.indexOf(Math.max(...levels))
  // 1 kHz is at 15 of 45.2 mel, and the bands' middles lie at (band + 1) / 81 of that.
  expect(loudest).toBe(Math.round((15 / 45.245) * 81) - 1)
  expect(Math.max(...levels) - Math.min(...levels)).toBeCloseTo(2, 5)
  await session.release()
})
