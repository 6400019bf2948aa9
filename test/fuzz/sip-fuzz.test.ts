import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answerOffer,
  NO_BODY,
  nameAddress,
  parseChallenge,
  parseMessage,
  parseNameAddress,
  parseSdp,
  parseUri,
  parseVia,
  printMessage,
  printNameAddress,
  printSdp,
  printUri,
  printVia,
  type SessionDescription,
  type SipMessage,
  screenRequest,
  sipUri,
  udpVia,
} from '../../src/sip/index.ts'

const FOLDER = new URL('../data/rfc4475/', import.meta.url)
const seeds = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER)))
const ABILITIES = { methods: ['INVITE'], known: [], extensions: [], bodies: ['application/sdp'] }

/** A torture message with some of its bytes changed, left out or doubled. */
const damaged = fc
  .tuple(
    fc.nat(seeds.length - 1),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2), fc.nat(255)), { maxLength: 8 }),
  )
  .map(([index, changes]) => {
    let bytes = Buffer.from(seeds[index] ?? [])
    for (const [where, what, byte] of changes) {
      const at = Math.min(bytes.length - 1, Math.floor(where * bytes.length))
      const middle = what === 0 ? [byte] : what === 1 ? [] : [bytes[at] ?? 0, bytes[at] ?? 0]
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(middle), bytes.subarray(at + 1)])
    }
    return bytes
  })

const token = fc.stringMatching(/^[A-Za-z0-9.!%*_+`'~-]{1,12}$/)
const host = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,10}[a-z0-9]$/)
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined })
const user = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { nil: undefined })
const uri = fc.tuple(user, host, port).map(([name, at, number]) => sipUri(name, at, number))
const address = fc.tuple(uri, token).map(([to, tag]) => nameAddress(to, tag))
const via = fc
  .tuple(host, fc.integer({ min: 1, max: 65_535 }), token)
  .map(([at, number, branch]) => udpVia(at, number, `z9hG4bK${branch}`))
const header = fc.record({
  name: token.map((name) => `X-${name}`),
  value: fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/),
})
const fields = fc.record({
  vias: fc.array(via, { minLength: 1, maxLength: 3 }),
  from: address,
  to: address,
  callId: token,
  headers: fc.array(header, { maxLength: 5 }),
  body: fc.uint8Array({ maxLength: 64 }).map((bytes) => (bytes.length === 0 ? NO_BODY : Buffer.from(bytes))),
})
const cseqNumber = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const message: fc.Arbitrary<SipMessage> = fc.oneof(
  fc.tuple(fields, token, uri, cseqNumber).map(([rest, method, target, number]) => ({
    kind: 'request' as const,
    method,
    uri: target,
    cseq: { number, method },
    ...rest,
  })),
  fc
    .tuple(fields, token, fc.integer({ min: 100, max: 699 }), cseqNumber)
    .map(([rest, method, status, number]) => ({
      kind: 'response' as const,
      status,
      reason: 'Some Reason',
      cseq: { number, method },
      ...rest,
    })),
)

describe('the SIP parser', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void parseMessage(bytes)))
  })

  it('never throws on damaged messages, and what it takes prints and reads back', () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        const parsed = parseMessage(bytes)
        if (parsed.type !== 'message') return
        if (parsed.message.kind === 'request') screenRequest(parsed.message, ABILITIES)
        expect(parseMessage(printMessage(parsed.message))).toEqual(parsed)
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads what the printer wrote', () => {
    fc.assert(
      fc.property(message, (each) => {
        expect(parseMessage(printMessage(each))).toEqual({ type: 'message', message: each })
      }),
    )
  })

  it('takes exactly as many bytes of body as Content-Length says', () => {
    fc.assert(
      fc.property(message, fc.uint8Array({ maxLength: 32 }), (each, more) => {
        const parsed = parseMessage(Buffer.concat([printMessage(each), more]))
        expect(parsed).toEqual({ type: 'message', message: each })
      }),
    )
  })

  it('reads single fields of any text without throwing, and prints them back', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9<>@:;=,."%?/ -]{0,60}$/))
    fc.assert(
      fc.property(texts, (text) => {
        const target = parseUri(text)
        if (target !== undefined) expect(parseUri(printUri(target))).toEqual(target)
        const named = parseNameAddress(text)
        if (named !== undefined) expect(parseNameAddress(printNameAddress(named))).toEqual(named)
        const hop = parseVia(text)
        if (hop !== undefined) expect(parseVia(printVia(hop))).toEqual(hop)
        parseChallenge(`Digest ${text}`)
      }),
      { numRuns: 2_000 },
    )
  })
})

const attribute = fc.record({
  name: fc.constantFrom('sendonly', 'inactive', 'rtpmap', 'fmtp', 'x'),
  value: fc.option(fc.stringMatching(/^[a-zA-Z0-9/ -]{0,20}[a-zA-Z0-9]$/), { nil: undefined }),
})
const digits = fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String)
const ipv4 = fc.ipV4()
const description: fc.Arbitrary<SessionDescription> = fc.record({
  origin: fc.record({ user: token, sessionId: digits, version: digits, address: ipv4 }),
  name: token,
  address: fc.option(ipv4, { nil: undefined }),
  attributes: fc.array(attribute, { maxLength: 4 }),
  media: fc.array(
    fc.record({
      kind: fc.constantFrom('audio', 'video'),
      port: fc.integer({ min: 0, max: 65_535 }),
      protocol: fc.constantFrom('RTP/AVP', 'RTP/SAVP'),
      formats: fc.array(fc.integer({ min: 0, max: 127 }).map(String), { minLength: 1, maxLength: 5 }),
      address: fc.option(ipv4, { nil: undefined }),
      attributes: fc.array(attribute, { maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
})

describe('the SDP parser', () => {
  it('never throws, whatever the bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ maxLength: 200 }).map((text) => Buffer.from(`v=0\r\n${text}`)),
    )
    fc.assert(fc.property(bytes, (each) => void parseSdp(each)))
  })

  it('reads what the printer wrote, and answers any of it line by line', () => {
    const ours = { address: '192.0.2.1', port: 4_000, codecs: ['PCMA', 'PCMU'] } as const
    fc.assert(
      fc.property(description, (each) => {
        expect(parseSdp(printSdp(each))).toEqual(each)
        const settled = answerOffer(each, ours, { sessionId: '1', version: 1 })
        if (settled !== undefined) expect(settled.answer.media.length).toBe(each.media.length)
      }),
    )
  })
})
