import type { Clock, Log, Ms } from '../../../base/index.ts'
import type { MediaEngine, MediaSession } from '../../media/media-engine.ts'
import { ThreadHandle } from './thread-handle.ts'
import type { PortRange } from './thread-messages.ts'

export type { PortRange }

export interface RtpMediaEngineOptions {
  readonly clock: Clock
  readonly log: Log
  /** One thread carries some hundred calls on a core of its own. */
  readonly threads?: number
  /** For machines behind a firewall; any free port by default. */
  readonly ports?: PortRange
  /** What runs in the threads; tests put one here that fails. */
  readonly threadFile?: URL
}

/**
 * All RTP of this process in worker threads; a thread that dies ends its calls' media, and another takes
 * its place.
 */
export function createRtpMediaEngine(options: RtpMediaEngineOptions): MediaEngine {
  return new RtpMediaEngine(options)
}

class RtpMediaEngine implements MediaEngine {
  readonly #options: RtpMediaEngineOptions
  #threads: readonly ThreadHandle[]
  #closed = false

  constructor(options: RtpMediaEngineOptions) {
    this.#options = options
    this.#threads = Array.from({ length: options.threads ?? 1 }, () => this.#startThread())
  }

  open(options: { readonly localHost: string; readonly mediaLostAfterMs: Ms }): Promise<MediaSession> {
    const thread = this.#threads.reduce((least, other) => (other.load < least.load ? other : least))
    return thread.open(options.localHost, options.mediaLostAfterMs)
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }

  #startThread(): ThreadHandle {
    return new ThreadHandle({
      clock: this.#options.clock,
      log: this.#options.log,
      ports: this.#options.ports,
      file: this.#options.threadFile ?? new URL('./media-thread.ts', import.meta.url),
      onDeath: (dead) => this.#replace(dead),
    })
  }

  #replace(dead: ThreadHandle): void {
    if (this.#closed) return
    this.#options.log.error('a media thread died; another takes its place')
    this.#threads = this.#threads.map((thread) => (thread === dead ? this.#startThread() : thread))
  }
}
