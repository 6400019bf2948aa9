import { describe, expect, it } from 'vitest'
import { pause, seededRandom, silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { VoiceChange } from '../../src/speech/index.ts'
import { loadSileroVoiceActivity } from '../../src/speech/providers/embedded-hearing/silero-voice-activity.ts'
import { framesOf, humanClips, onLine } from '../bench/hearing-clips.ts'
import { MODELS_MISSING, readyModel } from '../support/speech-models.ts'

const silero = await readyModel('silero-vad')
const clips = humanClips()
const reason = silero === undefined ? MODELS_MISSING : typeof clips === 'string' ? clips : undefined
if (reason !== undefined) process.stderr.write(`hearing-voice-activity is skipped: ${reason}\n`)

const SILENCE_MS = 1_000
const STEP_MS = 32

/**
 * First and last sound by ear and waveform, in ms from the clip's start, of clips that begin and end without
 * doubt.
 */
const EDGES: Readonly<Record<string, { readonly first: number; readonly last: number }>> = {
  'cards/001.wav': { first: 185, last: 960 },
  'cards/004.wav': { first: 250, last: 1_230 },
  'cards/005.wav': { first: 208, last: 3_260 },
}

interface Noticed extends VoiceChange {
  /** The end of the audio written so far. */
  readonly noticedMs: number
}

async function watch(samples: Int16Array): Promise<readonly Noticed[]> {
  const activity = await loadSileroVoiceActivity(silero?.paths['silero_vad.onnx'] ?? '', silentLog)
  const noticed: Noticed[] = []
  let writtenMs = 0
  const stream = activity.open((change) => noticed.push({ ...change, noticedMs: writtenMs }))
  for (const frame of framesOf(samples)) {
    writtenMs = frame.startMs + 20
    stream.write(frame)
    await pause(systemClock, 1) // the model keeps up with time, not with a loop
  }
  await pause(systemClock, 50)
  stream.close()
  return noticed
}

/** White noise at this RMS level, laid over the samples. */
function withNoise(samples: Int16Array, levelDb: number): Int16Array {
  const random = seededRandom(7)
  const amplitude = 32_768 * 10 ** (levelDb / 20) * Math.sqrt(12)
  return samples.map((sample) => sample + Math.round((random.next() - 0.5) * amplitude))
}

describe.skipIf(reason !== undefined)('voice activity', () => {
  it.each(Object.entries(EDGES))(
    'places the edges of %s within 60 ms and notices the first in time',
    async (name, edges) => {
      const clip = typeof clips === 'string' ? undefined : clips.find((one) => one.name === name)
      const noticed = await watch(onLine(clip?.samples ?? new Int16Array(0), SILENCE_MS))
      const [start, stop] = [noticed[0], noticed.at(-1)]
      expect(Math.abs((start?.atMs ?? 0) - SILENCE_MS - edges.first)).toBeLessThanOrEqual(60)
      expect(Math.abs((stop?.atMs ?? 0) - SILENCE_MS - edges.last)).toBeLessThanOrEqual(60)
      expect((start?.noticedMs ?? 0) - SILENCE_MS - edges.first).toBeLessThanOrEqual(200)
    },
  )

  it('reports starts and stops in turn, each clip’s voice found through noise of −45 dBFS', async () => {
    if (typeof clips === 'string') return
    for (const { samples } of clips) {
      const noticed = await watch(withNoise(onLine(samples, SILENCE_MS), -45))
      expect(noticed.length).toBeGreaterThan(0)
      expect(noticed.length % 2).toBe(0)
      noticed.forEach(({ type, atMs, noticedMs }, index) => {
        expect(type).toBe(index % 2 === 0 ? 'speech-started' : 'speech-stopped')
        expect(atMs).toBeGreaterThanOrEqual(SILENCE_MS - STEP_MS)
        expect(atMs).toBeLessThanOrEqual(noticedMs)
      })
    }
  })

  it('hears no voice in silence or noise', async () => {
    expect(await watch(withNoise(new Int16Array(8_000 * 5), -45))).toEqual([])
    expect(await watch(withNoise(new Int16Array(8_000 * 5), -30))).toEqual([])
  })
})
