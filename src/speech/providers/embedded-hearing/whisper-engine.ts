import { InferenceSession, Tensor } from 'onnxruntime-node'
import { invariant } from '../../../base/index.ts'
import { HEARING_SAMPLE_RATE } from '../../models/whisper/log-mel.ts'
import type { WhisperFiles } from '../../models/whisper-graph.ts'

/** The window Whisper was trained on: 30 s, 1500 frames of 20 ms. */
export const WINDOW_SAMPLES = 30 * HEARING_SAMPLE_RATE
const WINDOW_FRAMES = 1_500
const SAMPLES_PER_ENCODED_FRAME = 320

type Tensors = Record<string, Tensor>

/** What the decoder has said so far in one decoding: its caches, which it alone understands. */
export type DecoderPast = Readonly<Tensors>

export interface DecoderStep {
  /** One row a place that was asked for, as long as the vocabulary. */
  readonly logits: readonly Float32Array[]
  readonly past: DecoderPast
}

/**
 * The two networks. One utterance at a time: `listen` encodes it, then `step` asks what was said, token by
 * token.
 *
 * Only the utterance is encoded (10–25 ms), not a window of 30 s (150 ms). The decoder still sees 1500
 * frames:
 * behind the utterance's stand those of pure silence, encoded once. Without them short windows loop in
 * every second clip.
 */
export class WhisperEngine {
  readonly #encoder: InferenceSession
  readonly #decoder: InferenceSession
  readonly #silence: Readonly<Record<string, MemoryPart>>
  readonly #memory: Readonly<Tensors>
  readonly #noPast: Readonly<Tensors>
  #heardFrames = 0

  private constructor(encoder: InferenceSession, decoder: InferenceSession, silence: Readonly<Tensors>) {
    this.#encoder = encoder
    this.#decoder = decoder
    this.#silence = Object.fromEntries(
      Object.entries(silence).map(([name, tensor]) => [name, partOf(tensor)]),
    )
    this.#memory = Object.fromEntries(
      Object.entries(this.#silence).map(([name, { floats, dims }]) => [
        name,
        new Tensor('float32', floats.slice(), [...dims]),
      ]),
    )
    this.#noPast = Object.fromEntries(
      Object.entries(this.#silence).map(
        ([
          name,
          {
            dims: [batch = 1, heads = 0, , width = 0],
          },
        ]) => [
          name.slice(1), // xk0 → k0
          new Tensor('float32', new Float32Array(0), [batch, heads, 0, width]),
        ],
      ),
    )
  }

  static async load(files: WhisperFiles): Promise<WhisperEngine> {
    const options: InferenceSession.SessionOptions = {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      enableMemPattern: false,
    }
    const encoder = await InferenceSession.create(files.encoder, options)
    const decoder = await InferenceSession.create(files.decoder, options)
    const silence = new Tensor('float32', new Float32Array(WINDOW_SAMPLES), [WINDOW_SAMPLES])
    return new WhisperEngine(encoder, decoder, await encoder.run({ audio: silence }))
  }

  /** `audio`: 16 kHz, −1…1, silence around it included. What does not fit into the window is cut off. */
  async listen(audio: Float32Array): Promise<void> {
    const frames = Math.min(WINDOW_FRAMES, Math.ceil(audio.length / SAMPLES_PER_ENCODED_FRAME))
    const padded = new Float32Array(frames * SAMPLES_PER_ENCODED_FRAME)
    padded.set(audio.subarray(0, padded.length))
    const heard = await this.#encoder.run({ audio: new Tensor('float32', padded, [padded.length]) })
    for (const [name, tensor] of Object.entries(heard)) this.#remember(name, partOf(tensor), frames)
    this.#heardFrames = frames
  }

  /** Before the first token `past` is undefined. `at`: the places in `ids` after which to predict. */
  async step(
    ids: readonly number[],
    at: readonly number[],
    past: DecoderPast | undefined,
  ): Promise<DecoderStep> {
    const outputs = await this.#decoder.run({
      ids: integers(ids, [1, ids.length]),
      at: integers(at, [at.length]),
      ...(past ?? this.#noPast),
      ...this.#memory,
    })
    const { logits, ...caches } = outputs
    invariant(logits?.data instanceof Float32Array, 'the decoder gives logits')
    const { data } = logits
    const vocabulary = data.length / at.length
    return {
      logits: at.map((_, row) => data.subarray(row * vocabulary, (row + 1) * vocabulary)),
      // nk0 → k0
      past: Object.fromEntries(Object.entries(caches).map(([name, tensor]) => [name.slice(1), tensor])),
    }
  }

  async close(): Promise<void> {
    await this.#encoder.release()
    await this.#decoder.release()
  }

  /** Writes the utterance's frames to the front, and silence over what a longer one left behind them. */
  #remember(name: string, heard: MemoryPart, frames: number): void {
    const silence = this.#silence[name]
    const memory = this.#memory[name]?.data
    invariant(silence !== undefined && memory instanceof Float32Array, `the decoder attends to ${name}`)
    const [, heads = 0, , width = 0] = silence.dims
    for (let head = 0; head < heads; head += 1) {
      const start = head * WINDOW_FRAMES * width
      const [end, oldEnd] = [start + frames * width, start + this.#heardFrames * width]
      memory.set(heard.floats.subarray(head * frames * width, (head + 1) * frames * width), start)
      if (oldEnd > end) memory.set(silence.floats.subarray(end, oldEnd), end)
    }
  }
}

/** Keys or values of one layer: [1, heads, frames, head width]. */
interface MemoryPart {
  readonly dims: readonly number[]
  readonly floats: Float32Array
}

function partOf(tensor: Tensor): MemoryPart {
  invariant(tensor.data instanceof Float32Array, 'attention works on floats')
  return { dims: tensor.dims, floats: tensor.data }
}

const integers = (values: readonly number[], dims: readonly number[]) =>
  new Tensor('int64', BigInt64Array.from(values, BigInt), [...dims])
