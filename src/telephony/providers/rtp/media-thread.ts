import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type Clock, invariant, type Ms } from '../../../base/index.ts'
import { systemClock } from '../../../base/system-clock.ts'
import { systemRandom } from '../../../base/system-random.ts'
import { MediaStream } from './media-stream.ts'
import { bindPair } from './rtp-sockets.ts'
import { SLOTS_PER_FRAME, SlotClock } from './slot-clock.ts'
import type { ThreadNews, ThreadOrder, ThreadStart } from './thread-messages.ts'

/** The process's monotonic line without a BigInt a reading: both come from the same kernel clock. */
const originMs = systemClock.monotonic() - performance.now()
const clock: Pick<Clock, 'monotonic' | 'wallTime'> = {
  monotonic: () => originMs + performance.now(),
  wallTime: systemClock.wallTime,
}

/** Runs the streams of one thread on one slot clock: a quarter of them each 5 ms. */
class StreamRunner {
  readonly #port: MessagePort
  readonly #options: ThreadStart
  readonly #streams = new Map<number, MediaStream>()
  readonly #slots: Set<MediaStream>[] = Array.from({ length: SLOTS_PER_FRAME }, () => new Set())
  readonly #beatClock = new SlotClock(clock.monotonic())

  constructor(port: MessagePort, options: ThreadStart) {
    this.#port = port
    this.#options = options
  }

  run(): void {
    this.#port.on('message', (order: ThreadOrder) => void this.#obey(order))
    this.#beat()
  }

  /** Beats until the thread is ended from outside; the timer is set anew for each absolute deadline. */
  readonly #beat = (): void => {
    let nowMs = clock.monotonic()
    for (let slot = this.#beatClock.take(nowMs); slot >= 0; slot = this.#beatClock.take(nowMs)) {
      const slotMs = this.#beatClock.atMs(slot)
      for (const stream of this.#slots[slot % SLOTS_PER_FRAME] ?? []) stream.beat(slotMs, nowMs)
      nowMs = clock.monotonic()
    }
    if (this.#streams.size > 0) this.#wakeReaders()
    setTimeout(this.#beat, this.#beatClock.waitMs(clock.monotonic()))
  }

  /** One message for all streams, and none while the last one has not been read. */
  #wakeReaders(): void {
    if (Atomics.exchange(this.#options.wake, 0, 1) === 0) this.#tell({ type: 'woken' })
  }

  async #obey(order: ThreadOrder): Promise<void> {
    if (order.type === 'open') return await this.#open(order)
    const stream = this.#streams.get(order.stream)
    if (stream === undefined) return
    switch (order.type) {
      case 'start':
        return await stream.start(order.target).catch(() => undefined)
      case 'answered':
        return stream.answered(order.atMs)
      case 'press':
        return stream.press(order.digit)
      case 'close':
        return await this.#close(order.stream, stream)
    }
  }

  async #open(order: ThreadOrder & { readonly type: 'open' }): Promise<void> {
    const { stream: name, memory, mediaLostAfterMs } = order
    try {
      const sockets = await bindPair(order.localHost, this.#options.ports)
      const news = {
        digitPressed: (digit: ThreadDigit, atMs: Ms) =>
          this.#tell({ type: 'digit-pressed', stream: name, digit, atMs }),
        mediaLost: (atMs: Ms) => this.#tell({ type: 'media-lost', stream: name, atMs }),
      }
      const stream = new MediaStream({ sockets, memory, mediaLostAfterMs, clock, random: systemRandom, news })
      this.#streams.set(name, stream)
      this.#emptiestSlot().add(stream)
      this.#tell({ type: 'opened', stream: name, port: sockets.port })
    } catch (error) {
      this.#tell({ type: 'not-opened', stream: name, reason: String(error) })
    }
  }

  async #close(name: number, stream: MediaStream): Promise<void> {
    this.#streams.delete(name)
    for (const slot of this.#slots) slot.delete(stream)
    await stream.close()
    this.#tell({ type: 'closed', stream: name })
  }

  #emptiestSlot(): Set<MediaStream> {
    return this.#slots.reduce((least, slot) => (slot.size < least.size ? slot : least))
  }

  #tell(news: ThreadNews): void {
    this.#port.postMessage(news)
  }
}

type ThreadDigit = (ThreadNews & { readonly type: 'digit-pressed' })['digit']

invariant(parentPort !== null, 'a media thread is started as a worker')
new StreamRunner(parentPort, workerData as ThreadStart).run()
