import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { MediaEngine, MediaSession } from '../../src/telephony/index.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'

/**
 * How many calls one media thread carries: sessions of one process talk to each other in pairs, so both
 * ends of each stream are ours; a few more talk to a probe, which notes how late their packets are. Prints
 * a row a load. Times are the machine's of the day: compare within one table only.
 */
const LOADS = [50, 100, 200, 400]
const PROBED = 10
const SETTLE_MS = 1_000
const MEASURE_MS = 4_000
const LATE_MS = 5

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function openAll(engine: MediaEngine, count: number): Promise<readonly MediaSession[]> {
  const sessions: MediaSession[] = []
  for (let i = 0; i < count; i++) {
    sessions.push(await engine.open({ localHost: '127.0.0.1', mediaLostAfterMs: 60_000 }))
  }
  return sessions
}

function talkTo(session: MediaSession, port: number, tally: { frames: number }): void {
  session.start({ host: '127.0.0.1', port, codec: 'PCMA', direction: 'sendrecv' })
  session.answered(systemClock.monotonic())
  session.listen({ write: () => void tally.frames++ })
}

/** The far ends that measure: their ports, and a way to ask how late each packet was. */
async function startProbe() {
  const file = new URL('./media-probe-thread.ts', import.meta.url)
  const worker = new Worker(file, { workerData: { sockets: PROBED } })
  const [ports] = (await once(worker, 'message')) as [readonly number[]]
  const report = async () => {
    worker.postMessage('report')
    const [lateness] = (await once(worker, 'message')) as [readonly number[]]
    return lateness.toSorted((a, b) => a - b)
  }
  return { ports, begin: () => worker.postMessage('begin'), report, close: () => worker.terminate() }
}

async function measure(streams: number): Promise<readonly string[]> {
  const engine = createRtpMediaEngine({ clock: systemClock, log: silentLog })
  const probe = await startProbe()
  const tally = { frames: 0 }
  const paired = await openAll(engine, streams - PROBED)
  paired.forEach((session, index) => {
    talkTo(session, paired[index ^ 1]?.port ?? session.port, tally)
  })
  for (const port of probe.ports) {
    const [session] = await openAll(engine, 1)
    if (session !== undefined) talkTo(session, port, { frames: 0 })
  }
  await pause(SETTLE_MS)
  probe.begin()
  tally.frames = 0
  const [cpu, since] = [process.cpuUsage(), performance.now()]
  await pause(MEASURE_MS)
  const used = process.cpuUsage(cpu)
  const elapsedMs = performance.now() - since
  const heard = tally.frames / ((paired.length * elapsedMs) / 20)
  const late = await probe.report()
  await engine.close()
  await probe.close()
  const cores = (used.user + used.system) / 1_000 / elapsedMs
  const overLimit = late.filter((ms) => ms > LATE_MS).length / late.length
  return [
    String(streams),
    cores.toFixed(2),
    String(Math.round(streams / cores)),
    `${(100 * overLimit).toFixed(2)} %`,
    `${(late[Math.floor(late.length * 0.99)] ?? 0).toFixed(1)} ms`,
    `${(100 * heard).toFixed(2)} %`,
  ]
}

const heads = ['streams', 'cores', 'streams a core', `> ${LATE_MS} ms late`, 'late p99', 'frames heard']
const print = (cells: readonly string[]) =>
  process.stdout.write(`${cells.map((cell, i) => cell.padStart(heads[i]?.length ?? 0)).join(' | ')}\n`)
print(heads)
for (const streams of LOADS) print(await measure(streams))
