import type { EpochMs } from '../base/index.ts'
import { read16, read32, write16, write32 } from './packet.ts'

/** RTCP packet types (RFC 3550 §12.1). */
const SENDER_REPORT = 200
const RECEIVER_REPORT = 201
const SOURCE_DESCRIPTION = 202
const GOODBYE = 203
const CNAME = 1
const REPORT_BLOCK_BYTES = 24
/** Seconds from 1900, where NTP counts from, to 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800

/** RFC 3550 §6.4.1. */
export interface SenderInfo {
  /** NTP time: seconds since 1900 and 2⁻³² fractions. */
  readonly ntpSeconds: number
  readonly ntpFraction: number
  readonly rtpTimestamp: number
  readonly packets: number
  readonly octets: number
}
export interface ReportBlock {
  readonly ssrc: number
  /** Of 256. */
  readonly fractionLost: number
  /** 24 bits, signed. */
  readonly cumulativeLost: number
  readonly highestSequence: number
  readonly jitter: number
  /** Middle 32 bits of the NTP time of the last sender report, 0 for none. */
  readonly lastSr: number
  /** Since then, in 1/65,536 s. */
  readonly delaySinceLastSr: number
}
export type RtcpPacket =
  | {
      readonly type: 'sender-report'
      readonly ssrc: number
      readonly sender: SenderInfo
      readonly reports: readonly ReportBlock[]
    }
  | { readonly type: 'receiver-report'; readonly ssrc: number; readonly reports: readonly ReportBlock[] }
  | { readonly type: 'source-description'; readonly ssrc: number; readonly cname: string }
  | { readonly type: 'goodbye'; readonly ssrcs: readonly number[] }

/** One compound packet (§6.1): a report first, then the CNAME, then perhaps a goodbye. */
export interface Compound {
  readonly ssrc: number
  readonly cname: string
  readonly sender?: SenderInfo
  readonly reports: readonly ReportBlock[]
  readonly goodbye?: boolean
}

export function buildCompound(compound: Compound): Uint8Array {
  const parts = [reportPart(compound), descriptionPart(compound)]
  if (compound.goodbye === true) parts.push(goodbyePart(compound.ssrc))
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** The packets of a compound that are understood; a broken length ends the reading. Never throws. */
export function parseCompound(bytes: Uint8Array): readonly RtcpPacket[] {
  const packets: RtcpPacket[] = []
  for (let offset = 0; offset + 8 <= bytes.length; ) {
    const end = offset + (read16(bytes, offset + 2) + 1) * 4
    if ((bytes[offset] ?? 0) >> 6 !== 2 || end > bytes.length) break
    const packet = parseOne(bytes.subarray(offset, end))
    if (packet !== undefined) packets.push(packet)
    offset = end
  }
  return packets
}

export function ntpOf(wallMs: EpochMs): { readonly ntpSeconds: number; readonly ntpFraction: number } {
  const seconds = Math.floor(wallMs / 1_000)
  return {
    ntpSeconds: (seconds + NTP_EPOCH_SECONDS) >>> 0,
    ntpFraction: Math.floor(((wallMs / 1_000 - seconds) * 2 ** 32) % 2 ** 32) >>> 0,
  }
}

/** The middle 32 bits of an NTP time: what LSR and the round trip count in, 1/65,536 s. */
export function ntpMiddle(time: Pick<SenderInfo, 'ntpSeconds' | 'ntpFraction'>): number {
  return (((time.ntpSeconds & 0xffff) << 16) | (time.ntpFraction >>> 16)) >>> 0
}

/**
 * Round trip in ms from a report about us that arrived at `arrivalMiddle` (§6.4.1); undefined when it names
 * no SR.
 */
export function roundTripMs(report: ReportBlock, arrivalMiddle: number): number | undefined {
  if (report.lastSr === 0) return undefined
  const units = (arrivalMiddle - report.delaySinceLastSr - report.lastSr) | 0
  return units < 0 ? undefined : (units * 1_000) / 65_536
}

function parseOne(bytes: Uint8Array): RtcpPacket | undefined {
  const count = (bytes[0] ?? 0) & 0x1f
  switch (bytes[1]) {
    case SENDER_REPORT:
      return parseSenderReport(bytes, count)
    case RECEIVER_REPORT:
      return { type: 'receiver-report', ssrc: read32(bytes, 4), reports: parseReports(bytes, 8, count) }
    case SOURCE_DESCRIPTION:
      return count === 0 ? undefined : parseDescription(bytes)
    case GOODBYE:
      return { type: 'goodbye', ssrcs: parseGoodbye(bytes, count) }
    default:
      return undefined
  }
}

function parseSenderReport(bytes: Uint8Array, count: number): RtcpPacket | undefined {
  if (bytes.length < 28) return undefined
  const sender = {
    ntpSeconds: read32(bytes, 8),
    ntpFraction: read32(bytes, 12),
    rtpTimestamp: read32(bytes, 16),
    packets: read32(bytes, 20),
    octets: read32(bytes, 24),
  }
  return { type: 'sender-report', ssrc: read32(bytes, 4), sender, reports: parseReports(bytes, 28, count) }
}

function parseReports(bytes: Uint8Array, start: number, count: number): readonly ReportBlock[] {
  const fitting = Math.min(count, Math.floor((bytes.length - start) / REPORT_BLOCK_BYTES))
  return Array.from({ length: Math.max(0, fitting) }, (_, index) => {
    const at = start + index * REPORT_BLOCK_BYTES
    return {
      ssrc: read32(bytes, at),
      fractionLost: bytes[at + 4] ?? 0,
      cumulativeLost: (read32(bytes, at + 4) << 8) >> 8,
      highestSequence: read32(bytes, at + 8),
      jitter: read32(bytes, at + 12),
      lastSr: read32(bytes, at + 16),
      delaySinceLastSr: read32(bytes, at + 20),
    }
  })
}

/** The CNAME of the first chunk; a chunk without one is passed over. */
function parseDescription(bytes: Uint8Array): RtcpPacket | undefined {
  for (let offset = 8; offset + 2 <= bytes.length && bytes[offset] !== 0; ) {
    const length = bytes[offset + 1] ?? 0
    const text = bytes.subarray(offset + 2, offset + 2 + length)
    if (bytes[offset] === CNAME && text.length === length) {
      return { type: 'source-description', ssrc: read32(bytes, 4), cname: new TextDecoder().decode(text) }
    }
    offset += 2 + length
  }
  return undefined
}

function parseGoodbye(bytes: Uint8Array, count: number): readonly number[] {
  const fitting = Math.min(count, Math.floor((bytes.length - 4) / 4))
  return Array.from({ length: fitting }, (_, index) => read32(bytes, 4 + index * 4))
}

function reportPart({ ssrc, sender, reports }: Compound): Uint8Array {
  const blocksAt = sender === undefined ? 8 : 28
  const bytes = new Uint8Array(blocksAt + reports.length * REPORT_BLOCK_BYTES)
  writeCommon(bytes, reports.length, sender === undefined ? RECEIVER_REPORT : SENDER_REPORT)
  write32(bytes, 4, ssrc)
  if (sender !== undefined) {
    write32(bytes, 8, sender.ntpSeconds)
    write32(bytes, 12, sender.ntpFraction)
    write32(bytes, 16, sender.rtpTimestamp)
    write32(bytes, 20, sender.packets)
    write32(bytes, 24, sender.octets)
  }
  reports.forEach((report, index) => {
    writeReport(bytes, blocksAt + index * REPORT_BLOCK_BYTES, report)
  })
  return bytes
}

function writeReport(bytes: Uint8Array, at: number, report: ReportBlock): void {
  const lost = Math.max(-0x80_0000, Math.min(0x7f_ffff, report.cumulativeLost))
  write32(bytes, at, report.ssrc)
  write32(bytes, at + 4, (report.fractionLost << 24) | (lost & 0xff_ffff))
  write32(bytes, at + 8, report.highestSequence)
  write32(bytes, at + 12, report.jitter)
  write32(bytes, at + 16, report.lastSr)
  write32(bytes, at + 20, report.delaySinceLastSr)
}

function descriptionPart({ ssrc, cname }: Compound): Uint8Array {
  const text = new TextEncoder().encode(cname).subarray(0, 255)
  // The item list ends with at least one null octet and is padded to a word (§6.5).
  const bytes = new Uint8Array(Math.ceil((8 + 2 + text.length + 1) / 4) * 4)
  writeCommon(bytes, 1, SOURCE_DESCRIPTION)
  write32(bytes, 4, ssrc)
  bytes[8] = CNAME
  bytes[9] = text.length
  bytes.set(text, 10)
  return bytes
}

function goodbyePart(ssrc: number): Uint8Array {
  const bytes = new Uint8Array(8)
  writeCommon(bytes, 1, GOODBYE)
  write32(bytes, 4, ssrc)
  return bytes
}

function writeCommon(bytes: Uint8Array, count: number, type: number): void {
  bytes[0] = 0x80 | count
  bytes[1] = type
  write16(bytes, 2, bytes.length / 4 - 1)
}
