/**
 * One child process, started, watched and restarted.
 *
 *   starting ──ready──▶ running ──exit──▶ waiting ──delay──▶ starting
 *       └──exit──▶ waiting                   any ──stop()──▶ stopped
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Log, Ms } from '../base/index.ts'

const RESTART_DELAY_MS: Ms = 250
const RESTART_DELAY_MS_MAX: Ms = 5_000
const STEADY_AFTER_MS: Ms = 30_000
const STOP_WITHIN_MS: Ms = 8_000

export interface SupervisedProcess<Ready> {
  /** What the child said when it was ready the first time. Rejects when it cannot start at all. */
  readonly ready: Promise<Ready>
  pid(): number | undefined
  restarts(): number
  /** Asks it to stop, waits for that, and kills it when it does not. */
  stop(): Promise<void>
}
export interface ProcessSpec {
  readonly name: string
  /** File in `processes/`. */
  readonly script: string
  /** Sent to the child as its first message; secrets travel here, not by environment or arguments. */
  readonly start: unknown
  readonly log: Log
  readonly stopWithinMs?: Ms
  /** Starts that may fail in a row before the first readiness, then `ready` rejects. */
  readonly firstTries?: number
}
type ChildMessage =
  | { readonly type: 'ready'; readonly ready: unknown }
  | { readonly type: 'failed'; readonly why: string }

export function superviseProcess<Ready>(spec: ProcessSpec): SupervisedProcess<Ready> {
  const { promise: ready, resolve, reject } = Promise.withResolvers<Ready>()
  ready.catch(() => undefined)
  let child: ChildProcess | undefined
  let stopping = false
  let restarts = 0
  let failuresInRow = 0
  let everReady = false
  let lastWhy = ''
  let pendingStart: NodeJS.Timeout | undefined

  const start = () => {
    const startedAt = performance.now()
    child = fork(fileURLToPath(new URL(`./processes/${spec.script}`, import.meta.url)), [], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.send({ type: 'start', start: spec.start })
    child.on('message', (message: ChildMessage) => {
      if (message.type === 'failed') lastWhy = message.why
      else {
        everReady = true
        failuresInRow = 0
        resolve(message.ready as Ready)
      }
    })
    child.once('error', (error) =>
      spec.log.error('a child process could not be started', { child: spec.name, error }),
    )
    child.once('exit', (code, signal) => onExit(code, signal, performance.now() - startedAt))
  }
  const onExit = (code: number | null, signal: string | null, livedMs: Ms) => {
    child = undefined
    if (stopping) return
    failuresInRow = livedMs > STEADY_AFTER_MS ? 1 : failuresInRow + 1
    spec.log.warn('a child process ended and is started again', {
      child: spec.name,
      code,
      signal,
      why: lastWhy,
    })
    if (!everReady && failuresInRow >= (spec.firstTries ?? 3)) {
      // The stack is in the log.
      const [why = ''] = lastWhy.replace(/^Error: /, '').split('\n')
      reject(new Error(`${spec.name} does not start: ${why || `exit code ${code ?? signal}`}`))
      return
    }
    restarts += 1
    const delayMs = Math.min(RESTART_DELAY_MS * 2 ** (failuresInRow - 1), RESTART_DELAY_MS_MAX)
    pendingStart = setTimeout(start, delayMs)
  }
  const stop = async () => {
    stopping = true
    clearTimeout(pendingStart)
    const current = child
    if (current === undefined || current.exitCode !== null) return
    const gone = new Promise<void>((done) => current.once('exit', () => done()))
    if (current.connected) current.send({ type: 'stop' })
    const killer = setTimeout(() => current.kill('SIGKILL'), spec.stopWithinMs ?? STOP_WITHIN_MS)
    await gone
    clearTimeout(killer)
  }
  start()
  return { ready, pid: () => child?.pid, restarts: () => restarts, stop }
}
