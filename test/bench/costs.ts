// What the pieces of a call cost, alone in one thread: a `reduce`, voice activity for a frame, an INVITE, a frame from
// packet to samples. Each as microseconds and as how often one core could do it in a second.
import { readFileSync } from 'node:fs'
import { muLaw, SAMPLES_PER_FRAME } from '../../src/audio/index.ts'
import { type ConversationEvent, replay } from '../../src/conversation/index.ts'
import { RtpReceiver } from '../../src/rtp/index.ts'
import { parseMessage } from '../../src/sip/index.ts'
import { SileroModel, VAD_STEP_SAMPLES } from '../../src/speech/providers/embedded-hearing/silero-vad.ts'
import { MODELS_MISSING, readyModel } from '../support/speech-models.ts'
import { print, printTable } from './figures.ts'

const ROUNDS = 7
const FRAME_MS = 20
const VAD_STEP_MS = 32

/** The fastest of some rounds: what disturbs a measurement only ever makes it longer. */
async function microsOf(times: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now()
    for (let time = 0; time < times; time++) {
      const pending = work()
      if (pending instanceof Promise) await pending
    }
    best = Math.min(best, ((performance.now() - startMs) * 1_000) / times)
  }
  return best
}

const row = (what: string, micros: number, note: string) => [
  what,
  micros < 10 ? micros.toFixed(2) : micros.toFixed(1),
  Math.round(1_000_000 / micros).toLocaleString('en'),
  note,
]

async function costOfReduce(): Promise<string[]> {
  const file = new URL('../golden/journals/interested.jsonl', import.meta.url)
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ConversationEvent)
  const micros = await microsOf(200, () => replay(events))
  return row('reduce, one event', micros / events.length, `a kept call of ${events.length} events`)
}

async function costOfInvite(): Promise<string[]> {
  const invite = inviteText()
  const micros = await microsOf(2_000, () => parseMessage(invite))
  return row('parse an INVITE', micros, `${invite.length} bytes with SDP`)
}

async function costOfFrame(): Promise<string[]> {
  const receiver = new RtpReceiver(() => undefined)
  const packet = Buffer.alloc(12 + SAMPLES_PER_FRAME)
  packet[0] = 0x80 // version 2, payload type 0 (PCMU)
  packet.writeUInt32BE(22, 8)
  muLaw.encode(tone(), packet.subarray(12))
  const frame = new Int16Array(SAMPLES_PER_FRAME)
  let count = 0
  let heard = 0
  const micros = await microsOf(20_000, () => {
    count += 1
    packet.writeUInt16BE(count & 0xffff, 2)
    packet.writeUInt32BE((count * SAMPLES_PER_FRAME) >>> 0, 4)
    receiver.take(packet, count * FRAME_MS)
    while (receiver.pop(count * FRAME_MS, frame)) heard += 1
  })
  if (heard < count - 10) throw new Error(`only ${heard} of ${count} frames came out`)
  return row('packet to samples, 20 ms', micros, 'RTP, jitter buffer, G.711')
}

async function costOfVoiceActivity(): Promise<string[]> {
  const ready = await readyModel('silero-vad')
  const path = Object.values(ready?.paths ?? {})[0]
  if (path === undefined) return ['voice activity, 20 ms', '–', '–', MODELS_MISSING]
  const listener = (await SileroModel.load(path)).listener()
  const step = Float32Array.from({ length: VAD_STEP_SAMPLES }, (_, at) => Math.sin(at / 5) / 4)
  const micros = await microsOf(500, () => listener.hear(step))
  const aFrame = (micros * FRAME_MS) / VAD_STEP_MS
  return row('voice activity, 20 ms', aFrame, `${(micros / 1_000).toFixed(2)} ms a step of ${VAD_STEP_MS} ms`)
}

const tone = () =>
  Int16Array.from({ length: SAMPLES_PER_FRAME }, (_, at) => Math.round(8_000 * Math.sin(at / 5)))

function inviteText(): Buffer {
  const body = [
    ...['v=0', 'o=- 1 1 IN IP4 203.0.113.7', 's=-', 'c=IN IP4 203.0.113.7', 't=0 0'],
    ...['m=audio 40000 RTP/AVP 8 0 101', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:0 PCMU/8000'],
    ...['a=rtpmap:101 telephone-event/8000', 'a=fmtp:101 0-16', 'a=ptime:20', 'a=sendrecv', ''],
  ].join('\r\n')
  const head = [
    'INVITE sip:+919876543210@carrier.example.com SIP/2.0',
    'Via: SIP/2.0/UDP 203.0.113.7:5060;branch=z9hG4bK776asdhds;rport',
    'Max-Forwards: 70',
    'From: "Varsha" <sip:+917971441000@twenty2.example.com>;tag=1928301774',
    'To: <sip:+919876543210@carrier.example.com>',
    'Call-ID: 0197b0a5c2f47d3e8f0a@203.0.113.7',
    'CSeq: 1 INVITE',
    'Contact: <sip:twenty2@203.0.113.7:5060>',
    'Allow: INVITE, ACK, CANCEL, BYE, OPTIONS',
    'Supported: replaces',
    'User-Agent: Twenty2',
    'Content-Type: application/sdp',
    `Content-Length: ${body.length}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')
}

const rows = [await costOfReduce(), await costOfFrame(), await costOfVoiceActivity(), await costOfInvite()]
printTable(['what', 'µs', 'a second and core', ''], rows)
print('The fastest of seven rounds in one thread.')
