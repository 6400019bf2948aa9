/**
 * The fields of one RTP packet (RFC 3550 §5.1); the payload stays where it arrived. Reused from packet to
 * packet.
 */
export interface RtpPacket {
  marker: boolean
  payloadType: number
  /** 16 bits, wraps. */
  sequence: number
  /** 32 bits, in samples, wraps. */
  timestamp: number
  ssrc: number
  /** The payload lies in `bytes.subarray(payloadStart, payloadEnd)`. */
  payloadStart: number
  payloadEnd: number
}

export const RTP_HEADER_BYTES = 12
const RTP_VERSION = 2

export function emptyPacket(): RtpPacket {
  return { marker: false, payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0, payloadStart: 0, payloadEnd: 0 }
}

/**
 * Reads `bytes` into `packet`; false when they are not RTP version 2 with lengths that fit. Never throws.
 */
export function parsePacket(bytes: Uint8Array, packet: RtpPacket): boolean {
  const first = bytes[0] ?? 0
  if (bytes.length < RTP_HEADER_BYTES || first >> 6 !== RTP_VERSION) return false
  const start = payloadStartOf(bytes, first)
  const padding = first & 0x20 ? (bytes[bytes.length - 1] ?? 0) : 0
  const end = bytes.length - padding
  if ((first & 0x20 && padding === 0) || start > end) return false
  packet.marker = ((bytes[1] ?? 0) & 0x80) !== 0
  packet.payloadType = (bytes[1] ?? 0) & 0x7f
  packet.sequence = read16(bytes, 2)
  packet.timestamp = read32(bytes, 4)
  packet.ssrc = read32(bytes, 8)
  packet.payloadStart = start
  packet.payloadEnd = end
  return true
}

/** Past the contributing sources and the header extension (§5.3.1). */
function payloadStartOf(bytes: Uint8Array, first: number): number {
  const fixed = RTP_HEADER_BYTES + (first & 0x0f) * 4
  if (!(first & 0x10)) return fixed
  if (fixed + 4 > bytes.length) return Number.POSITIVE_INFINITY
  return fixed + 4 + read16(bytes, fixed + 2) * 4
}

/** Writes a fixed header without extension or contributing sources to the front of `bytes`. */
export function writeHeader(
  bytes: Uint8Array,
  header: Pick<RtpPacket, 'marker' | 'payloadType' | 'sequence' | 'timestamp' | 'ssrc'>,
): void {
  bytes[0] = RTP_VERSION << 6
  bytes[1] = (header.marker ? 0x80 : 0) | header.payloadType
  write16(bytes, 2, header.sequence)
  write32(bytes, 4, header.timestamp)
  write32(bytes, 8, header.ssrc)
}

/**
 * RTCP shares the version bits; its packet types are 192 to 223 where RTP has marker and payload type (RFC
 * 5761 §4).
 */
export function looksLikeRtcp(bytes: Uint8Array): boolean {
  const type = bytes[1] ?? 0
  return bytes.length >= 8 && (bytes[0] ?? 0) >> 6 === RTP_VERSION && type >= 192 && type <= 223
}

export function read16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)
}

export function read32(bytes: Uint8Array, offset: number): number {
  return ((read16(bytes, offset) << 16) | read16(bytes, offset + 2)) >>> 0
}

export function write16(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 8
  bytes[offset + 1] = value
}

export function write32(bytes: Uint8Array, offset: number, value: number): void {
  write16(bytes, offset, value >>> 16)
  write16(bytes, offset + 2, value)
}
