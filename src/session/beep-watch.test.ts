import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DTMF_FREQUENCIES, tone } from '../audio/index.ts'
import { seededRandom } from '../base/index.ts'
import { BeepWatch } from './beep-watch.ts'

const seconds = (lasts: number, wave: (n: number) => number) =>
  Int16Array.from({ length: lasts * 8_000 }, (_, n) => Math.round(wave(n)))
const sine = (hertz: number, peak: number) => (n: number) =>
  peak * Math.sin((2 * Math.PI * hertz * n) / 8_000)

function beepsIn(samples: Int16Array): readonly number[] {
  const beeps: number[] = []
  const watch = new BeepWatch((atMs) => beeps.push(atMs))
  for (let at = 0; at + 160 <= samples.length; at += 160)
    watch.write({ samples: samples.subarray(at, at + 160), sampleRate: 8_000, startMs: at / 8 })
  return beeps
}

describe('the watch for beeps', () => {
  it.each([800, 1_000, 1_400, 2_100])('notices a beep of %i Hz once, also over noise', (hertz) => {
    const random = seededRandom(7)
    const noisy = (n: number) => sine(hertz, 3_000)(n) + (random.next() - 0.5) * 600
    expect(beepsIn(seconds(0.5, noisy))).toHaveLength(1)
  })

  it('lets dial tones, keys, sweeps, noise and silence pass', () => {
    const random = seededRandom(7)
    expect(beepsIn(seconds(1, sine(425, 3_000)))).toEqual([])
    const key = tone(DTMF_FREQUENCIES['5'], { sampleRate: 8_000, amplitude: 0.1, durationMs: 1_000 })
    expect(beepsIn(key)).toEqual([])
    expect(beepsIn(seconds(1, (n) => 3_000 * Math.sin(n * (0.5 + n / 16_000))))).toEqual([])
    expect(beepsIn(seconds(1, () => (random.next() - 0.5) * 8_000))).toEqual([])
    expect(beepsIn(seconds(1, () => 0))).toEqual([])
  })

  const speech = '/usr/share/pocketsphinx/test/data/numbers.raw'
  it.skipIf(!existsSync(speech))('lets speech pass', () => {
    const bytes = readFileSync(speech)
    const wide = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2))
    expect(beepsIn(wide.filter((_, n) => n % 2 === 0))).toEqual([])
  })
})
