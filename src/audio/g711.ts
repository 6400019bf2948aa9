/**
 * G.711 (ITU-T G.711, 1988): eight bits a sample, logarithmic. Decoding is exact; encoding picks the
 * segment and step by the standard's decision values. Both run from tables: one load a sample on the media
 * path.
 */
export type G711Law = 'a' | 'mu'

export interface G711 {
  /** `target` must hold at least as many elements as `source`. */
  encode(source: Int16Array, target: Uint8Array): void
  /** Fills `target` from the code words at `from` (0 by default) on. */
  decode(source: Uint8Array, target: Int16Array, from?: number): void
  /** The code word of zero. */
  readonly silence: number
}

/** A-law: even bits inverted (0x55), 13-bit range. */
const A_LAW_TOGGLE = 0x55
/** µ-law: all bits inverted, 14-bit range with a bias of 33 (132 on the 16-bit scale). */
const MU_LAW_BIAS = 132
const MU_LAW_CLIP = 32_635

export const aLaw: G711 = fromTables(tableOf(decodeALaw), encodeTableOf(encodeALaw))
export const muLaw: G711 = fromTables(tableOf(decodeMuLaw), encodeTableOf(encodeMuLaw))

export function g711(law: G711Law): G711 {
  return law === 'a' ? aLaw : muLaw
}

function fromTables(decoded: Int16Array, encoded: Uint8Array): G711 {
  return {
    encode(source, target) {
      for (let i = 0; i < source.length; i++) target[i] = encoded[(source[i] ?? 0) + 32_768] ?? 0
    },
    decode(source, target, from = 0) {
      for (let i = 0; i < target.length; i++) target[i] = decoded[source[from + i] ?? 0] ?? 0
    },
    silence: encoded[32_768] ?? 0,
  }
}

function tableOf(decode: (code: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, code) => decode(code))
}

function encodeTableOf(encode: (sample: number) => number): Uint8Array {
  return Uint8Array.from({ length: 65_536 }, (_, index) => encode(index - 32_768))
}

function decodeALaw(code: number): number {
  const bits = code ^ A_LAW_TOGGLE
  const segment = (bits >> 4) & 7
  const step = ((bits & 15) << 4) + 8
  const magnitude = segment === 0 ? step : (step + 256) << (segment - 1)
  return bits & 0x80 ? magnitude : -magnitude
}

function encodeALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = sample >= 0 ? sample : -sample - 1
  const segment = Math.max(0, 31 - Math.clz32(magnitude) - 7)
  const step = segment < 2 ? magnitude >> 4 : magnitude >> (segment + 3)
  return (sign | (segment << 4) | (step & 15)) ^ A_LAW_TOGGLE
}

function decodeMuLaw(code: number): number {
  const bits = ~code & 0xff
  const segment = (bits >> 4) & 7
  const magnitude = (((bits & 15) << 3) + MU_LAW_BIAS) << segment
  return bits & 0x80 ? MU_LAW_BIAS - magnitude : magnitude - MU_LAW_BIAS
}

function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), MU_LAW_CLIP) + MU_LAW_BIAS
  const segment = 31 - Math.clz32(magnitude) - 7
  return ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 15)) & 0xff
}
