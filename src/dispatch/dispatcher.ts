import { type Ms, openScope, pause, type Scope } from '../base/index.ts'
import type { Claim, Lease } from '../calls/index.ts'
import { backoffMs } from '../queue/index.ts'
import { Alarm } from './alarm.ts'
import { atMost } from './at-most.ts'
import { CALLS_MAX, type DispatcherDeps, DRAIN_LIMIT_MS, LEASE_TIMING, type LeaseTiming } from './deps.ts'
import { dialCall, giveBack } from './dial-call.ts'
import { type HeldCall, holdCall, isLost } from './held-call.ts'
import { recoverCall } from './recover.ts'

export interface Dispatcher {
  /**
   * Claims and runs calls until `signal` aborts; then claims no more, waits for its calls up to the drain
   * limit and ends the rest properly.
   */
  run(signal: AbortSignal): Promise<void>
  /** Calls under way. */
  readonly callsRunning: number
}

/** The backstop of the notices: the longest a due call waits when one was missed. */
const POLL_EVERY_MS: Ms = 1_000
/** Another dispatcher may hold the lock of the only due workspace for a moment. */
const CROWDED_PAUSE_MS: Ms = 25
const MAINTAIN_EVERY_MS: Ms = 1_000

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  return new QueueDispatcher(deps)
}

class QueueDispatcher implements Dispatcher {
  readonly #deps: DispatcherDeps
  readonly #timing: LeaseTiming
  readonly #alarm: Alarm
  readonly #running = new Map<HeldCall, Promise<void>>()

  constructor(deps: DispatcherDeps) {
    this.#deps = deps
    this.#timing = deps.timing ?? LEASE_TIMING
    this.#alarm = new Alarm(deps.clock)
  }

  get callsRunning(): number {
    return this.#running.size
  }

  async run(signal: AbortSignal): Promise<void> {
    const { log, stores } = this.#deps
    const { scanEveryMs, renewEveryMs } = this.#timing
    const onFailure = (name: string, error: unknown) => log.error('The dispatcher failed', { name, error })
    // Leases are renewed until the last call has ended; claiming stops at once.
    const [claiming, keeping] = [openScope({ onFailure }), openScope({ onFailure })]
    claiming.start('listen', (stop) => stores.dispatchers.listen(() => this.#alarm.ring(), stop))
    claiming.start('claim', (stop) => this.#claimAll(stop))
    this.#every(claiming, 'recover', scanEveryMs, () => this.#takeAbandoned())
    this.#every(claiming, 'maintain', MAINTAIN_EVERY_MS, () => this.#maintain())
    this.#every(keeping, 'renew', renewEveryMs, () => this.#renew())
    await aborted(signal)
    await claiming.close()
    await this.#drain()
    await keeping.close()
  }

  async #claimAll(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        await this.#alarm.sleep(await this.#claimOnce(), signal)
        failures = 0
      } catch (error) {
        failures += 1
        this.#deps.log.warn('The queue could not be read', { failures, error })
        await this.#alarm.sleep(backoffMs(failures, this.#deps.random), signal)
      }
    }
  }

  /** Takes calls of the workspace whose turn it is; returns how long to sleep before looking again. */
  async #claimOnce(): Promise<Ms> {
    const claim = this.#claim()
    if (claim.freeSlots === 0) return POLL_EVERY_MS
    const { leases, nextDue } = await this.#deps.stores.dispatch.claim(claim)
    for (const lease of leases) this.#start(lease, (held) => dialCall(this.#deps, held))
    if (nextDue === claim.now) return 0
    return Math.min(POLL_EVERY_MS, Math.max(CROWDED_PAUSE_MS, nextDue - claim.now))
  }

  async #takeAbandoned(): Promise<void> {
    // After a stall of our own, our living calls must not look abandoned to us.
    await this.#renew()
    // Ending what others left takes no slot: it must happen even when this worker is full.
    const claim = { ...this.#claim(), freeSlots: CALLS_MAX }
    for (const { attempt, ...lease } of await this.#deps.stores.dispatch.takeAbandoned(claim)) {
      this.#start(lease, (held) => recoverCall(this.#deps, held, attempt))
    }
  }

  async #renew(): Promise<void> {
    const before = [...this.#running.keys()]
    if (before.length === 0) return
    const { worker, stores, log } = this.#deps
    const tokens = before.map(({ lease }) => lease.token)
    const kept = await stores.dispatch.renew(worker, tokens, this.#timing.leaseMs)
    for (const held of before) {
      if (kept.has(held.lease.token) || !this.#running.has(held)) continue
      log.warn('A call was lost to another worker', { callId: held.lease.callId })
      held.lose()
    }
  }

  async #maintain(): Promise<void> {
    await this.#deps.stores.dispatch.maintain(this.#deps.clock.wallTime())
  }

  #start(lease: Lease, work: (held: HeldCall) => Promise<void>): void {
    const held = holdCall(lease)
    const task = work(held)
      .catch((error: unknown) => this.#onFailure(held, error))
      .finally(() => {
        this.#running.delete(held)
        this.#alarm.ring()
      })
    this.#running.set(held, task)
  }

  /**
   * A call that failed before its mark returns to the queue; after it recovery finds it when its lease ends.
   */
  async #onFailure(held: HeldCall, error: unknown): Promise<void> {
    const { callId } = held.lease
    if (!held.signal.aborted) this.#deps.log.error('A call failed inside', { callId, error })
    if (isLost(held)) return
    await giveBack(this.#deps, held, this.#deps.clock.wallTime() + POLL_EVERY_MS)
  }

  async #drain(): Promise<void> {
    const { clock, drainLimitMs = DRAIN_LIMIT_MS } = this.#deps
    const all = () => Promise.all(this.#running.values())
    await atMost(clock, drainLimitMs, all())
    for (const held of this.#running.keys()) held.stop()
    await all()
  }

  #claim(): Claim {
    const { worker, clock, ids, callsMax = CALLS_MAX } = this.#deps
    const freeSlots = Math.max(0, callsMax - this.#running.size)
    return { worker, id: ids.next('claim'), freeSlots, leaseMs: this.#timing.leaseMs, now: clock.wallTime() }
  }

  #every(scope: Scope, name: string, everyMs: Ms, work: () => Promise<void>): void {
    scope.start(name, async (signal) => {
      while (!signal.aborted) {
        try {
          await work()
        } catch (error) {
          this.#deps.log.warn('A round of the dispatcher failed and comes again', { name, error })
        }
        await pause(this.#deps.clock, everyMs, signal)
      }
    })
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
