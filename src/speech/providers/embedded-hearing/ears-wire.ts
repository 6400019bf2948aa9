/**
 * What the ears and their clients say to each other over a local socket, in the mouth's frames. A request is
 * answered once, unless its client dropped it or asked again for the same utterance.
 */
import { z } from 'zod'
import { bytesOf, encodeFrame, type Frame, samplesOf } from '../embedded-speaking/mouth-wire.ts'
import type { Heard, Utterance } from './hear.ts'

export const Kind = {
  /** Client: a `HearRequest`. */
  hear: 1,
  /** Client: nobody waits for this request any more. */
  drop: 2,
  /** Ears: JSON of what was heard. */
  heard: 3,
} as const

/** A newer request for the same utterance of the same stream takes the place of an older one. */
export interface HearRequest extends Utterance {
  readonly stream: number
  readonly utterance: number
}

const hearHead = z.object({
  stream: z.number(),
  utterance: z.number(),
  language: z.string(),
  expectation: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open'), prompt: z.string().exactOptional() }),
    z.object({ kind: z.literal('choice'), answers: z.array(z.string()) }),
    z.object({ kind: z.literal('digits') }),
  ]),
})
const heardBody = z.object({
  text: z.string(),
  confidence: z.number(),
  rejected: z.enum(['no-speech', 'uncertain']).exactOptional(),
})

const HEAD_LENGTH_BYTES = 4

/** The body: the length of the JSON head (uint32), the head, then PCM16 at 8 kHz. */
export function hearFrame(request: number, { samples, ...head }: HearRequest): Uint8Array {
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(HEAD_LENGTH_BYTES)
  length.writeUInt32LE(json.length)
  return encodeFrame({ kind: Kind.hear, request, body: Buffer.concat([length, json, bytesOf(samples)]) })
}

/** Throws when the client does not speak this language. */
export function parseHear({ body }: Frame): HearRequest {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const end = HEAD_LENGTH_BYTES + bytes.readUInt32LE(0)
  const head = hearHead.parse(JSON.parse(bytes.toString('utf8', HEAD_LENGTH_BYTES, end)))
  return { ...head, samples: samplesOf(bytes.subarray(end)) }
}

export function dropFrame(request: number): Uint8Array {
  return encodeFrame({ kind: Kind.drop, request, body: new Uint8Array(0) })
}

export function heardFrame(request: number, heard: Heard): Uint8Array {
  return encodeFrame({ kind: Kind.heard, request, body: Buffer.from(JSON.stringify(heard)) })
}

export function parseHeard({ body }: Frame): Heard {
  return heardBody.parse(JSON.parse(Buffer.from(body).toString('utf8')))
}
