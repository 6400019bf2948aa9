import { InferenceSession, Tensor } from 'onnxruntime-node'
import { KOKORO_IDS } from './kokoro-vocabulary.ts'
import { type KokoroVoice, loadVoice } from './kokoro-voice.ts'

export const KOKORO_SAMPLE_RATE = 24_000
/** The longest text the model was trained on; what is longer is cut. */
const PHONEMES_MAX = 509
const PAD_ID = 0n

export interface KokoroEngine {
  /** Samples at 24 kHz, about ±1. Blocks its thread until the whole text is rendered. */
  render(phonemes: string, voice: string, speed: number): Promise<Float32Array>
}

export interface KokoroFiles {
  /** The graph with float convolutions; the published one works too, at half the speed. */
  readonly graphPath: string
  readonly voicesDir: string
  readonly threads: number
}

export async function openKokoro({ graphPath, voicesDir, threads }: KokoroFiles): Promise<KokoroEngine> {
  const session = await InferenceSession.create(graphPath, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  })
  const voices = new Map<string, KokoroVoice>()
  return {
    async render(phonemes, voice, speed) {
      const styles = voices.get(voice) ?? (await loadVoice(voicesDir, voice))
      voices.set(voice, styles)
      const ids = idsOf(phonemes)
      const { audio } = await session.run({
        tokens: new Tensor('int64', BigInt64Array.of(PAD_ID, ...ids, PAD_ID), [1, ids.length + 2]),
        style: new Tensor('float32', styles.styleFor(ids.length), [1, 256]),
        speed: new Tensor('float32', Float32Array.of(speed), [1]),
      })
      return audio?.data instanceof Float32Array ? audio.data : new Float32Array(0)
    },
  }
}

/** Letters the model does not know are left out. */
function idsOf(phonemes: string): readonly bigint[] {
  return [...phonemes]
    .map((letter) => KOKORO_IDS.get(letter))
    .filter((id) => id !== undefined)
    .slice(0, PHONEMES_MAX)
    .map(BigInt)
}
