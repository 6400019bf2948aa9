import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createEncoder, type WasmMediaEncoder } from 'wasm-media-encoders'
import { createResampler, type Resampler } from '../../audio/index.ts'
import { EncoderDelay } from './encoder-delay.ts'

type Lame = WasmMediaEncoder<'audio/mpeg'>

/** 8 kHz mp3 is MPEG-2.5, which some players refuse. */
const MP3_RATE = 16_000
const SPOOL_RATE = 8_000
const KBITS_PER_SECOND = 64
const CHANNELS = 2
/** Pushes the last samples through the resampler. */
const TAIL = new Int16Array(48)

let wasm: Promise<Uint8Array> | undefined

/** One instance a recording: encoders share nothing. The engine compiles the same bytes only once. */
async function newLame(): Promise<Lame> {
  wasm ??= readFile(createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3'))
  return await createEncoder('audio/mpeg', await wasm)
}

/** Interleaved 8 kHz stereo in, bytes of a 16 kHz stereo mp3 out, in time to within a millisecond. */
export class Mp3Encoder {
  readonly #lame: Lame
  readonly #delay = new EncoderDelay()
  readonly #resamplers: readonly Resampler[]

  static async create(): Promise<Mp3Encoder> {
    return new Mp3Encoder(await newLame())
  }

  private constructor(lame: Lame) {
    this.#lame = lame
    lame.configure({ sampleRate: MP3_RATE, channels: CHANNELS, bitrate: KBITS_PER_SECOND })
    this.#resamplers = Array.from({ length: CHANNELS }, () => createResampler(SPOOL_RATE, MP3_RATE))
  }

  /** The bytes that can be written so far; they are the caller's. */
  encode(interleaved: Int16Array): Uint8Array {
    const channels = this.#resamplers.map((resampler, channel) => {
      const mono = Int16Array.from(
        { length: interleaved.length / CHANNELS },
        (_, index) => interleaved[index * CHANNELS + channel] ?? 0,
      )
      return Float32Array.from(resampler.push(mono), (sample) => sample / 32_768)
    })
    return this.#delay.pass(this.#lame.encode(channels)).slice()
  }

  /** The last bytes. The encoder is of no use afterwards. */
  finish(): Uint8Array {
    const tail = this.encode(TAIL)
    const rest = this.#delay.pass(this.#lame.finalize()).slice()
    return Buffer.concat([tail, rest, this.#delay.end()])
  }
}
