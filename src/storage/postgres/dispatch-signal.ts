import pg from 'pg'
import { type Clock, type Log, type Ms, pause } from '../../base/index.ts'
import type { DispatchSignal } from '../../calls/index.ts'
import { connectionOptions, type Pool } from './pool.ts'

const CHANNEL = 'twenty2_dispatch'
/** NOTIFY takes a lock of the whole server at commit, so that a burst of triggers shares one. */
const COALESCE_MS: Ms = 10
const RECONNECT_MS: Ms = 1_000

export interface DispatchSignalOptions {
  readonly pool: Pool
  /** Direct, not through a transaction pooler, which LISTEN does not pass. */
  readonly directUrl: string
  readonly clock: Clock
  readonly log: Log
}

export function createDispatchSignal(options: DispatchSignalOptions): DispatchSignal {
  const { pool, clock, log } = options
  let waiting = false
  const notify = async () => {
    waiting = false
    try {
      await pool.query('select pg_notify($1, $2)', [CHANNEL, ''])
    } catch (error) {
      log.warn('Dispatchers could not be woken and will find out by polling', { error })
    }
  }
  return {
    wake() {
      if (waiting) return
      waiting = true
      clock.after(COALESCE_MS, () => void notify())
    },
    async listen(notice, signal) {
      while (!signal.aborted) {
        await listenOnce(options, notice, signal)
        if (!signal.aborted) await pause(clock, RECONNECT_MS, signal).catch(() => undefined)
      }
    },
  }
}

/** Resolves when the connection is lost or the signal aborts. */
async function listenOnce(
  { directUrl, log }: DispatchSignalOptions,
  notice: () => void,
  signal: AbortSignal,
): Promise<void> {
  const client = new pg.Client(connectionOptions(directUrl))
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  client.on('notification', notice)
  try {
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    notice() // something may have come while nobody listened
    await lost
  } catch (error) {
    log.warn('The dispatcher cannot listen to the database', { error })
  } finally {
    await client.end().catch(() => undefined)
  }
}
