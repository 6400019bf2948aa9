import type { AudioFrame, AudioSink } from '../../src/audio/index.ts'
import type { DtmfDigit, Ms } from '../../src/base/index.ts'
import type {
  MediaEngine,
  MediaEvent,
  MediaSession,
  MediaStatistics,
  MediaTarget,
  WireTap,
} from '../../src/telephony/index.ts'

const NOTHING_HAPPENED: MediaStatistics = {
  packetsSent: 0,
  packetsReceived: 0,
  packetsLost: 0,
  packetsLate: 0,
  jitterMs: 0,
  roundTripMs: undefined,
}

/** Media without a network: keeps what it was told, and lets a test say what happened. */
export class FakeMediaSession implements MediaSession {
  readonly port: number
  readonly targets: MediaTarget[] = []
  readonly played: AudioFrame[] = []
  readonly digits: DtmfDigit[] = []
  sink: AudioSink | undefined
  answeredAtMs: Ms | undefined
  closed = false
  #notice: (event: MediaEvent) => void = () => undefined

  constructor(port: number) {
    this.port = port
  }
  start(target: MediaTarget): void {
    this.targets.push(target)
  }
  answered(atMs: Ms): void {
    this.answeredAtMs = atMs
  }
  onEvent(notice: (event: MediaEvent) => void): void {
    this.#notice = notice
  }
  happen(event: MediaEvent): void {
    this.#notice(event)
  }
  listen(sink: AudioSink): void {
    this.sink = sink
  }
  tap(_tap: WireTap): void {}
  play(frame: AudioFrame): void {
    this.played.push(frame)
  }
  mark(mark: number): void {
    this.happen({ type: 'mark-played', mark, atMs: 0 })
  }
  clear(): void {}
  playedMs(): Ms {
    return this.played.length * 20
  }
  pressDigit(digit: DtmfDigit): void {
    this.digits.push(digit)
  }
  statistics(): MediaStatistics {
    return NOTHING_HAPPENED
  }
  async close(): Promise<void> {
    this.closed = true
  }
}

export class FakeMediaEngine implements MediaEngine {
  readonly sessions: FakeMediaSession[] = []

  async open(): Promise<MediaSession> {
    const session = new FakeMediaSession(40_000 + 2 * this.sessions.length)
    this.sessions.push(session)
    return session
  }
  get openSessions(): number {
    return this.sessions.filter(({ closed }) => !closed).length
  }
  async close(): Promise<void> {}
}
