import { performance } from 'node:perf_hooks'
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import type { MediaSession } from '../../src/telephony/index.ts'
import { createRtpMediaEngine } from '../../src/telephony/providers/rtp/rtp-media-engine.ts'

/**
 * How many calls one media thread carries: pairs of sessions talk to each other in one process, so both ends of each
 * stream are ours. Prints a row a load. Times are the machine's of the day; compare within one table only.
 */
const LOADS = [50, 100, 200, 400]
const SETTLE_MS = 1_000
const MEASURE_MS = 4_000
const LATE_MS = 5

interface Row {
  readonly streams: number
  /** Processor time of the whole process, in parts of one core. */
  readonly cores: number
  readonly latePercent: number
  readonly missingPercent: number
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Counts how far each frame was from the beat of its own stream. */
function countLate(session: MediaSession, tally: { frames: number; late: number }): void {
  session.listen({
    write: ({ startMs }) => {
      tally.frames++
      if (systemClock.monotonic() - startMs > LATE_MS) tally.late++
    },
  })
}

async function measure(streams: number): Promise<Row> {
  const engine = createRtpMediaEngine({ clock: systemClock, log: silentLog })
  const sessions: MediaSession[] = []
  for (let i = 0; i < streams; i++) {
    sessions.push(await engine.open({ localHost: '127.0.0.1', mediaLostAfterMs: 60_000 }))
  }
  const tally = { frames: 0, late: 0 }
  sessions.forEach((session, index) => {
    const port = sessions[index ^ 1]?.port ?? session.port
    session.start({ host: '127.0.0.1', port, codec: 'PCMA', direction: 'sendrecv' })
    session.answered(systemClock.monotonic())
    countLate(session, tally)
  })
  await pause(SETTLE_MS)
  Object.assign(tally, { frames: 0, late: 0 })
  const [cpu, since] = [process.cpuUsage(), performance.now()]
  await pause(MEASURE_MS)
  const used = process.cpuUsage(cpu)
  const elapsedMs = performance.now() - since
  const { frames, late } = tally
  await engine.close()
  const expected = (streams * elapsedMs) / 20
  return {
    streams,
    cores: (used.user + used.system) / 1_000 / elapsedMs,
    latePercent: (100 * late) / frames,
    missingPercent: Math.max(0, 100 * (1 - frames / expected)),
  }
}

process.stdout.write('streams | cores | streams a core | heard > 5 ms after the wire | missing\n')
for (const streams of LOADS) {
  const { cores, latePercent, missingPercent } = await measure(streams)
  const cells = [
    String(streams).padStart(7),
    cores.toFixed(2).padStart(5),
    Math.round(streams / cores)
      .toString()
      .padStart(14),
    `${latePercent.toFixed(2)} %`.padStart(27),
    `${missingPercent.toFixed(2)} %`.padStart(7),
  ]
  process.stdout.write(`${cells.join(' | ')}\n`)
}
