import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { g711 } from '../../audio/index.ts'
import type { Clock, Random } from '../../base/index.ts'
import type { Codec, MediaEngine, MediaSession, MediaTarget } from '../../telephony/index.ts'
import type { LineTrouble } from '../persona.ts'

/** RFC 3550 §5.1: the fixed part of an RTP header, and where its payload type stands. */
const HEADER_BYTES = 12
const PAYLOAD_TYPE_MASK = 0x7f
const PAYLOAD_TYPES: Readonly<Record<Codec, number>> = { PCMU: 0, PCMA: 8 }
const SAMPLES_MAX = 960

export interface TroubledMediaOptions {
  readonly clock: Clock
  readonly random: Random
  readonly media: MediaEngine
  readonly trouble: LineTrouble
}

/**
 * Media over a line with trouble: between the engine's socket and the other side stands a relay that adds
 * white noise to what this side says and loses and delays packets both ways. The same seed makes the same
 * trouble.
 */
export function createTroubledMedia(options: TroubledMediaOptions): MediaEngine {
  return {
    open: (request) => openTroubled(options, request),
    close: () => options.media.close(),
  }
}

async function openTroubled(
  options: TroubledMediaOptions,
  request: Parameters<MediaEngine['open']>[0],
): Promise<MediaSession> {
  const session = await options.media.open(request)
  const relay = await Relay.open(options, request.localHost, session.port)
  return {
    ...methodsOf(session),
    port: relay.port,
    start(target) {
      relay.target = target
      session.start({ ...target, host: relay.host, port: relay.port })
    },
    async close() {
      relay.close()
      await session.close()
    },
  }
}

function methodsOf(session: MediaSession): MediaSession {
  return {
    port: session.port,
    start: (target) => session.start(target),
    answered: (atMs) => session.answered(atMs),
    onEvent: (notice) => session.onEvent(notice),
    listen: (sink) => session.listen(sink),
    tap: (tap) => session.tap(tap),
    play: (frame) => session.play(frame),
    mark: (mark) => session.mark(mark),
    clear: () => session.clear(),
    playedMs: () => session.playedMs(),
    pressDigit: (digit) => session.pressDigit(digit),
    statistics: () => session.statistics(),
    close: () => session.close(),
  }
}

class Relay {
  target: MediaTarget | undefined
  readonly host: string
  readonly port: number
  readonly #socket: Socket
  readonly #sessionPort: number
  readonly #options: TroubledMediaOptions
  readonly #samples = new Int16Array(SAMPLES_MAX)

  static async open(options: TroubledMediaOptions, host: string, sessionPort: number): Promise<Relay> {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind(0, host, () => resolve())
    })
    return new Relay(options, host, sessionPort, socket)
  }

  private constructor(options: TroubledMediaOptions, host: string, sessionPort: number, socket: Socket) {
    this.#options = options
    this.host = host
    this.#sessionPort = sessionPort
    this.#socket = socket
    this.port = socket.address().port
    socket.removeAllListeners('error')
    // ICMP errors of a far end that is gone are part of the line.
    socket.on('error', () => undefined)
    socket.on('message', (packet, from) => this.#pass(packet, from))
  }

  close(): void {
    this.#socket.close()
  }

  #pass(packet: Buffer, from: RemoteInfo): void {
    const { random, trouble, clock } = this.#options
    if (random.next() < trouble.lossShare) return
    const outward = from.port === this.#sessionPort
    if (outward) this.#addNoise(packet)
    const { host, port } = outward
      ? (this.target ?? { host: this.host, port: 0 })
      : { host: this.host, port: this.#sessionPort }
    if (port === 0) return
    clock.after(random.next() * trouble.jitterMs, () => this.#send(packet, port, host))
  }

  #send(packet: Buffer, port: number, host: string): void {
    try {
      this.#socket.send(packet, port, host)
    } catch {
      // Closed while the packet was delayed: lost, as on any line.
    }
  }

  #addNoise(packet: Buffer): void {
    const codec = this.target?.codec ?? 'PCMA'
    const bytes = packet.subarray(HEADER_BYTES)
    const isSpeech = ((packet[1] ?? 0) & PAYLOAD_TYPE_MASK) === PAYLOAD_TYPES[codec]
    if (!isSpeech || bytes.length > SAMPLES_MAX) return
    const samples = this.#samples.subarray(0, bytes.length)
    const amplitude = noiseAmplitude(this.#options.trouble.noiseDbfs)
    const law = g711(codec === 'PCMA' ? 'a' : 'mu')
    law.decode(bytes, samples)
    for (let at = 0; at < samples.length; at++) {
      const noise = (this.#options.random.next() * 2 - 1) * amplitude
      samples[at] = Math.max(-32_768, Math.min(32_767, (samples[at] ?? 0) + noise))
    }
    law.encode(samples, bytes)
  }
}

/** Uniform noise of amplitude A has an RMS of A/√3. */
const noiseAmplitude = (dbfs: number): number => 32_768 * 10 ** (dbfs / 20) * Math.sqrt(3)
