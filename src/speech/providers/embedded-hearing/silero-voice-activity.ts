import { type AudioFrame, LEG_SAMPLE_RATE } from '../../../audio/index.ts'
import { invariant, type Log, type Ms } from '../../../base/index.ts'
import type { VoiceActivity, VoiceActivityStream, VoiceChange } from '../../voice-activity.ts'
import { type SileroListener, SileroModel, VAD_STEP_SAMPLES } from './silero-vad.ts'
import { BLOCK_MS, VoiceEdges } from './voice-edges.ts'

const SAMPLES_PER_MS = LEG_SAMPLE_RATE / 1_000
const BLOCK_SAMPLES = BLOCK_MS * SAMPLES_PER_MS
const FULL_SCALE = 32_768
/** −90 dBFS, so that digital silence has a level. */
const SMALLEST_POWER = 1e-9
/** Steps that may wait for the model (3 s); more means that this process cannot follow at all. */
const WAITING_MAX = 94

/** Voice activity by Silero at 8 kHz, in this process: 0.1–0.3 ms a step of 32 ms. */
export async function loadSileroVoiceActivity(path: string, log: Log): Promise<VoiceActivity> {
  const model = await SileroModel.load(path)
  await model.listener().hear(new Float32Array(VAD_STEP_SAMPLES)) // the first run allocates
  return { open: (notice) => new SileroStream(model.listener(), notice, log) }
}

interface WaitingStep {
  readonly startMs: Ms
  readonly samples: Float32Array
}

class SileroStream implements VoiceActivityStream {
  readonly #listener: SileroListener
  readonly #notice: (change: VoiceChange) => void
  readonly #log: Log
  readonly #edges = new VoiceEdges()
  readonly #waiting: WaitingStep[] = []
  #step: WaitingStep = { startMs: 0, samples: new Float32Array(VAD_STEP_SAMPLES) }
  #filled = 0
  #state: 'idle' | 'judging' | 'closed' = 'idle'

  constructor(listener: SileroListener, notice: (change: VoiceChange) => void, log: Log) {
    this.#listener = listener
    this.#notice = notice
    this.#log = log
  }

  write({ samples, sampleRate, startMs }: AudioFrame): void {
    invariant(sampleRate === LEG_SAMPLE_RATE, 'voice activity listens to a leg at 8 kHz')
    for (let index = 0; index < samples.length; index += 1) {
      if (this.#filled === 0) {
        const atMs = startMs + index / SAMPLES_PER_MS
        this.#step = { startMs: atMs, samples: new Float32Array(VAD_STEP_SAMPLES) }
      }
      this.#step.samples[this.#filled] = (samples[index] ?? 0) / FULL_SCALE
      this.#filled += 1
      if (this.#filled === VAD_STEP_SAMPLES) this.#stepIsFull()
    }
  }

  close(): void {
    this.#state = 'closed'
    this.#waiting.length = 0
  }

  #stepIsFull(): void {
    this.#filled = 0
    if (this.#state === 'closed') return
    if (this.#waiting.length >= WAITING_MAX) this.#waiting.length = 0
    this.#waiting.push(this.#step)
    if (this.#state === 'idle') void this.#judgeWaiting()
  }

  /** One step after the other: the model remembers, so order matters. */
  async #judgeWaiting(): Promise<void> {
    this.#state = 'judging'
    try {
      for (let step = this.#waiting.shift(); step !== undefined; step = this.#waiting.shift()) {
        const probability = await this.#listener.hear(step.samples)
        if (this.#isClosed()) return
        this.#judged(step, probability)
      }
    } catch (error) {
      this.#log.error('Voice activity failed', { error })
    }
    if (!this.#isClosed()) this.#state = 'idle'
  }

  #judged({ startMs, samples }: WaitingStep, probability: number): void {
    const { change, forget } = this.#edges.step({ startMs, probability, levels: levelsOf(samples) })
    if (forget) this.#listener.reset()
    if (change !== undefined) this.#notice(change)
  }

  #isClosed(): boolean {
    return this.#state === 'closed'
  }
}

/** RMS in dBFS of each block. */
function levelsOf(samples: Float32Array): readonly number[] {
  const levels: number[] = []
  for (let start = 0; start < samples.length; start += BLOCK_SAMPLES) {
    let power = SMALLEST_POWER
    for (const sample of samples.subarray(start, start + BLOCK_SAMPLES)) power += sample ** 2 / BLOCK_SAMPLES
    levels.push(10 * Math.log10(power))
  }
  return levels
}
