import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type Clock, invariant, type Ms } from '../../../base/index.ts'
import { systemClock } from '../../../base/system-clock.ts'
import { systemRandom } from '../../../base/system-random.ts'
import { MediaStream, type StreamNews } from './media-stream.ts'
import { PortAllocator } from './rtp-sockets.ts'
import { SLOTS_PER_FRAME, SlotClock } from './slot-clock.ts'
import type { ThreadNews, ThreadOrder, ThreadStart } from './thread-messages.ts'
import { favourThisThread } from './thread-priority.ts'

/** The process's monotonic line without a BigInt a reading: both come from the same kernel clock. */
const originMs = systemClock.monotonic() - performance.now()
const clock: Pick<Clock, 'monotonic' | 'wallTime'> = {
  monotonic: () => originMs + performance.now(),
  wallTime: systemClock.wallTime,
}

/** A stream, the name its session knows it by, and its slot. */
interface Entry {
  readonly name: number
  readonly stream: MediaStream
  readonly slot: Set<Entry>
}

/** Runs the streams of one thread on one slot clock: a quarter of them each 5 ms. */
class StreamRunner {
  readonly #port: MessagePort
  readonly #wake: Int32Array
  readonly #ports: PortAllocator
  readonly #entries = new Map<number, Entry>()
  readonly #slots: Set<Entry>[] = Array.from({ length: SLOTS_PER_FRAME }, () => new Set())
  readonly #slotClock = new SlotClock(clock.monotonic())

  constructor(port: MessagePort, options: ThreadStart) {
    this.#port = port
    this.#wake = options.wake
    this.#ports = new PortAllocator(options.ports)
  }

  run(): void {
    this.#port.on('message', (order: ThreadOrder) => void this.#obey(order))
    this.#beat()
  }

  /** Beats until the thread is ended from outside; the timer is set anew for each absolute deadline. */
  readonly #beat = (): void => {
    let nowMs = clock.monotonic()
    for (let slot = this.#slotClock.take(nowMs); slot >= 0; slot = this.#slotClock.take(nowMs)) {
      const slotMs = this.#slotClock.atMs(slot)
      for (const entry of this.#slots[slot % SLOTS_PER_FRAME] ?? []) this.#beatOne(entry, slotMs, nowMs)
      nowMs = clock.monotonic()
    }
    if (this.#entries.size > 0) this.#wakeReaders()
    setTimeout(this.#beat, this.#slotClock.waitMs(clock.monotonic()))
  }

  #beatOne(entry: Entry, slotMs: Ms, nowMs: Ms): void {
    try {
      entry.stream.beat(slotMs, nowMs)
    } catch (error) {
      entry.slot.delete(entry)
      this.#tell({ type: 'failed', stream: entry.name, reason: String(error), atMs: nowMs })
    }
  }

  /** One message for all streams, and none while the last one has not been read. */
  #wakeReaders(): void {
    if (Atomics.exchange(this.#wake, 0, 1) === 0) this.#tell({ type: 'woken' })
  }

  async #obey(order: ThreadOrder): Promise<void> {
    if (order.type === 'open') return await this.#open(order)
    const entry = this.#entries.get(order.stream)
    if (entry === undefined) return
    switch (order.type) {
      case 'start':
        // A host that cannot be found is silence, and silence is media lost.
        return await entry.stream.start(order.target).catch(() => undefined)
      case 'answered':
        return entry.stream.answered(order.atMs)
      case 'press':
        return entry.stream.press(order.digit)
      case 'close':
        return await this.#close(entry)
    }
  }

  async #open(order: ThreadOrder & { readonly type: 'open' }): Promise<void> {
    const { stream: name, memory, mediaLostAfterMs } = order
    try {
      const sockets = await this.#ports.bindPair(order.localHost)
      const news: StreamNews = {
        digitPressed: (digit, atMs) => this.#tell({ type: 'digit-pressed', stream: name, digit, atMs }),
        mediaLost: (atMs) => this.#tell({ type: 'media-lost', stream: name, atMs }),
      }
      const stream = new MediaStream({ sockets, memory, mediaLostAfterMs, clock, random: systemRandom, news })
      const entry = { name, stream, slot: this.#emptiestSlot() }
      entry.slot.add(entry)
      this.#entries.set(name, entry)
      this.#tell({ type: 'opened', stream: name, port: sockets.port })
    } catch (error) {
      this.#tell({ type: 'not-opened', stream: name, reason: String(error) })
    }
  }

  async #close(entry: Entry): Promise<void> {
    this.#entries.delete(entry.name)
    entry.slot.delete(entry)
    await entry.stream.close()
    this.#tell({ type: 'closed', stream: entry.name })
  }

  #emptiestSlot(): Set<Entry> {
    return this.#slots.reduce((least, slot) => (slot.size < least.size ? slot : least))
  }

  #tell(news: ThreadNews): void {
    this.#port.postMessage(news)
  }
}

favourThisThread()
invariant(parentPort !== null, 'a media thread is started as a worker')
new StreamRunner(parentPort, workerData as ThreadStart).run()
