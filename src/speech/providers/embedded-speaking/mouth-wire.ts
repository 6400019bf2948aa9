/**
 * What the mouth and its clients say to each other over a local socket, both ways in frames:
 * the length of what follows (uint32), a kind (uint8), the number of the request (uint32), and a body; all
 * little-endian.
 */
import { invariant } from '../../../base/index.ts'

export const Kind = {
  /** Client: JSON of a `RenderRequest`. */
  render: 1,
  /** Client: nobody waits for this request any more. */
  cancel: 2,
  /** Mouth: the clause, PCM16 at 8 kHz. */
  rendered: 3,
  /** Mouth: JSON of a `Refusal`. */
  failed: 4,
} as const

export interface Frame {
  readonly kind: number
  readonly request: number
  readonly body: Uint8Array
}

export interface RenderRequest {
  readonly clause: string
  readonly voice: string
  /** Somebody waits on the telephone. */
  readonly live: boolean
}

export interface Refusal {
  readonly retryable: boolean
}

const LENGTH_BYTES = 4
const HEAD_BYTES = 5
/** Four minutes of speech; a clause has seconds. */
const BODY_BYTES_MAX = 4_000_000

export function encodeFrame({ kind, request, body }: Frame): Uint8Array {
  const frame = Buffer.alloc(LENGTH_BYTES + HEAD_BYTES + body.length)
  frame.writeUInt32LE(HEAD_BYTES + body.length, 0)
  frame.writeUInt8(kind, LENGTH_BYTES)
  frame.writeUInt32LE(request, LENGTH_BYTES + 1)
  frame.set(body, LENGTH_BYTES + HEAD_BYTES)
  return frame
}

export function jsonFrame(kind: number, request: number, body: RenderRequest | Refusal): Uint8Array {
  return encodeFrame({ kind, request, body: new TextEncoder().encode(JSON.stringify(body)) })
}

export function parseRenderRequest(body: Uint8Array): RenderRequest | undefined {
  const value: unknown = parseJson(body)
  if (typeof value !== 'object' || value === null) return undefined
  const { clause, voice, live } = value as Partial<Record<keyof RenderRequest, unknown>>
  if (typeof clause !== 'string' || typeof voice !== 'string' || typeof live !== 'boolean') return undefined
  return { clause, voice, live }
}

export function parseRefusal(body: Uint8Array): Refusal {
  const value: unknown = parseJson(body)
  return {
    retryable:
      typeof value === 'object' && value !== null && 'retryable' in value && value.retryable === true,
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

/** Cuts a stream of bytes into frames; keeps what is not yet whole. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  /** Throws when the other side does not speak this language. */
  push(bytes: Uint8Array): readonly Frame[] {
    this.#rest = Buffer.concat([this.#rest, bytes])
    const frames: Frame[] = []
    for (let frame = this.#take(); frame !== undefined; frame = this.#take()) frames.push(frame)
    return frames
  }

  #take(): Frame | undefined {
    if (this.#rest.length < LENGTH_BYTES + HEAD_BYTES) return undefined
    const length = this.#rest.readUInt32LE(0)
    invariant(
      length >= HEAD_BYTES && length <= HEAD_BYTES + BODY_BYTES_MAX,
      'a frame of the mouth has a sane length',
    )
    if (this.#rest.length < LENGTH_BYTES + length) return undefined
    const frame = {
      kind: this.#rest.readUInt8(LENGTH_BYTES),
      request: this.#rest.readUInt32LE(LENGTH_BYTES + 1),
      body: Uint8Array.from(this.#rest.subarray(LENGTH_BYTES + HEAD_BYTES, LENGTH_BYTES + length)),
    }
    this.#rest = this.#rest.subarray(LENGTH_BYTES + length)
    return frame
  }
}

export function samplesOf(body: Uint8Array): Int16Array {
  return new Int16Array(Uint8Array.from(body).buffer, 0, body.length >> 1)
}

export function bytesOf(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
}
