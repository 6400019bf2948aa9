import { Worker } from 'node:worker_threads'
import type { Clock, Log, Ms } from '../../../base/index.ts'
import { RtpSession } from './rtp-session.ts'
import { allocateSharedMedia, resetSharedMedia, type SharedMedia } from './shared-media.ts'
import type { PortRange, ThreadNews, ThreadOrder, ThreadStart } from './thread-messages.ts'

export interface ThreadOptions {
  readonly clock: Clock
  readonly log: Log
  readonly ports: PortRange | undefined
  readonly file: URL
  /** The thread ended by itself; its sessions have been told. */
  readonly onDeath: (thread: ThreadHandle) => void
}

/** A session being opened or open, and whoever waits for its opening or closing. */
interface Entry {
  session: RtpSession | undefined
  settle: (news: ThreadNews) => void
}

/** One media thread, seen from outside: gives it orders, and brings its news to the sessions. */
export class ThreadHandle {
  readonly #options: ThreadOptions
  readonly #worker: Worker
  readonly #wake = new Int32Array(new SharedArrayBuffer(4))
  readonly #entries = new Map<number, Entry>()
  /**
   * Memory of closed sessions, to be used again: a thread's heap is so small that its garbage collector
   * would let shared memory pile up for thousands of calls (measured: a gigabyte after 3,000).
   */
  readonly #spare: SharedMedia[] = []
  #nextStream = 0
  #alive = true

  constructor(options: ThreadOptions) {
    this.#options = options
    const start: ThreadStart = { wake: this.#wake, ports: options.ports }
    this.#worker = new Worker(options.file, { workerData: start })
    this.#worker.on('message', (news: ThreadNews) => this.#take(news))
    this.#worker.on('error', (error) => options.log.error('a media thread failed', { error: String(error) }))
    this.#worker.on('exit', () => this.#die())
  }

  get load(): number {
    return this.#entries.size
  }

  async open(localHost: string, mediaLostAfterMs: Ms): Promise<RtpSession> {
    const stream = this.#nextStream++
    const memory = this.#spare.pop() ?? allocateSharedMedia()
    resetSharedMedia(memory)
    const news = await this.#ask(stream, { type: 'open', stream, localHost, mediaLostAfterMs, memory })
    if (news.type !== 'opened') {
      this.#entries.delete(stream)
      this.#spare.push(memory)
      throw new Error(news.type === 'not-opened' ? news.reason : 'the media thread ended')
    }
    const session = new RtpSession(news.port, memory, {
      now: () => this.#options.clock.monotonic(),
      order: (order) => this.#order({ ...order, stream }),
      release: () => this.#release(stream),
      recycle: (used) => void this.#spare.push(used),
    })
    this.#entries.set(stream, { session, settle: () => undefined })
    return session
  }

  /** Ends the thread; sessions still open are closed first. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(({ session }) => session?.close()))
    this.#alive = false
    await this.#worker.terminate()
  }

  async #release(stream: number): Promise<void> {
    await this.#ask(stream, { type: 'close', stream })
    this.#entries.delete(stream)
  }

  /** Gives an order and resolves with the answer that settles it; at once when the thread is dead. */
  #ask(stream: number, order: ThreadOrder): Promise<ThreadNews> {
    return new Promise((settle) => {
      if (!this.#alive) return settle({ type: 'closed', stream })
      this.#entries.set(stream, { session: this.#entries.get(stream)?.session, settle })
      this.#order(order)
    })
  }

  #order(order: ThreadOrder): void {
    if (this.#alive) this.#worker.postMessage(order)
  }

  #take(news: ThreadNews): void {
    if (news.type === 'woken') return this.#wakeSessions()
    const entry = this.#entries.get(news.stream)
    switch (news.type) {
      case 'digit-pressed':
      case 'media-lost':
        return entry?.session?.take(news)
      case 'failed':
        this.#options.log.error('the media of a call failed', { reason: news.reason })
        return entry?.session?.take({ ...news, type: 'media-lost' })
      case 'opened':
      case 'not-opened':
      case 'closed':
        return entry?.settle(news)
    }
  }

  #wakeSessions(): void {
    Atomics.store(this.#wake, 0, 0)
    const nowMs = this.#options.clock.monotonic()
    for (const { session } of this.#entries.values()) session?.wake(nowMs)
  }

  #die(): void {
    if (!this.#alive) return
    this.#alive = false
    const atMs = this.#options.clock.monotonic()
    for (const [stream, { session, settle }] of this.#entries) {
      session?.take({ type: 'media-lost', stream, atMs })
      settle({ type: 'closed', stream })
    }
    this.#entries.clear()
    this.#options.onDeath(this)
  }
}
