import { type Clock, type Log, pause, type Random } from '../base/index.ts'
import { type Fenced, StoreUnavailable } from '../calls/index.ts'
import { backoffMs } from '../queue/index.ts'
import { type HeldCall, isLost } from './held-call.ts'

export interface PersistDeps {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/**
 * Writes until it is kept: a database that restarts must not cost a call its end. Gives up when the lease is
 * lost. A write that the store refuses is a bug: it throws, and recovery ends the call.
 */
export async function persist(
  deps: PersistDeps,
  held: HeldCall,
  what: string,
  write: () => Promise<Fenced>,
): Promise<Fenced> {
  for (let failures = 0; !isLost(held); ) {
    try {
      const result = await write()
      if (result === 'lost') held.lose()
      return result
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      failures += 1
      deps.log.warn('A write of a call failed and is tried again', {
        callId: held.lease.callId,
        what,
        failures,
        error,
      })
      await pause(deps.clock, backoffMs(failures, deps.random))
    }
  }
  return 'lost'
}
