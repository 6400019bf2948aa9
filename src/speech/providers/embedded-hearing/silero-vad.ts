import { InferenceSession, Tensor } from 'onnxruntime-node'
import { invariant } from '../../../base/index.ts'

/** The model's own step at 8 kHz: 256 samples (32 ms), behind the last 32 of the step before. */
export const VAD_STEP_SAMPLES = 256
const CONTEXT_SAMPLES = 32
const INPUT_SAMPLES = CONTEXT_SAMPLES + VAD_STEP_SAMPLES
const STATE_DIMS = [2, 1, 128]
const STATE_SIZE = 2 * 128

/** One loaded model for all calls of a process. */
export class SileroModel {
  readonly #session: InferenceSession
  readonly #sampleRate = new Tensor('int64', BigInt64Array.of(8_000n), [])

  constructor(session: InferenceSession) {
    this.#session = session
  }

  static async load(path: string): Promise<SileroModel> {
    return new SileroModel(
      await InferenceSession.create(path, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        enableMemPattern: false,
      }),
    )
  }

  listener(): SileroListener {
    return new SileroListener(this.#session, this.#sampleRate)
  }
}

/** One call's memory of what it heard so far. */
export class SileroListener {
  readonly #session: InferenceSession
  readonly #sampleRate: Tensor
  readonly #input = new Float32Array(INPUT_SAMPLES)
  #state: Tensor = silentState()

  constructor(session: InferenceSession, sampleRate: Tensor) {
    this.#session = session
    this.#sampleRate = sampleRate
  }

  /** The probability (0…1) of a voice in the next step of −1…1 samples. One at a time, in order. */
  async hear(step: Float32Array): Promise<number> {
    invariant(step.length === VAD_STEP_SAMPLES, 'voice activity is judged in whole steps')
    this.#input.copyWithin(0, VAD_STEP_SAMPLES)
    this.#input.set(step, CONTEXT_SAMPLES)
    const { output, stateN } = await this.#session.run({
      input: new Tensor('float32', this.#input, [1, INPUT_SAMPLES]),
      state: this.#state,
      sr: this.#sampleRate,
    })
    invariant(output?.data instanceof Float32Array && stateN !== undefined, 'the model gives a probability')
    this.#state = stateN
    return output.data[0] ?? 0
  }

  /** Forgets everything: after long silence the state has drifted and would hear the next word late. */
  reset(): void {
    this.#state = silentState()
    this.#input.fill(0)
  }
}

const silentState = () => new Tensor('float32', new Float32Array(STATE_SIZE), STATE_DIMS)
