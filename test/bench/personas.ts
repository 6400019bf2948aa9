// `npm run personas -- --runs 3`: every persona of the test carrier is called, N times over; each row must end
// as its table says, every time. Prints the rows, the turn latencies at the callee, and how fast an
// interruption silenced us.
import { parseArgs } from 'node:util'
import { personas } from '../../src/carrier/index.ts'
import { type CallDetail, endOf, recordOf, triggerCall } from '../support/placed-call.ts'
import { removeDataDir, startProduct } from '../support/product.ts'
import { bargeInLatencies, cutOffLines, percentile, turnLatencies } from '../support/turns.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '1' },
  },
  args: process.argv.slice(2),
})
const CALL_LIMIT_MS = 300_000

const product = await startProduct()
const say = (line: string) => process.stdout.write(`${line}\n`)
const turns: number[] = []
const bargeIns: number[] = []
let wrong = 0
try {
  const chosen = personas.filter(({ name }) => values.only === '' || values.only.split(',').includes(name))
  for (let run = 1; run <= Number(values.runs); run++) {
    const waiting = [...chosen]
    const next = async (): Promise<void> => {
      for (let persona = waiting.shift(); persona !== undefined; persona = waiting.shift()) {
        const callId = await triggerCall(product, persona.number)
        const detail = await endOf(product, callId, CALL_LIMIT_MS)
        if (!judge(run, persona, detail)) say(await transcriptOf(detail))
      }
    }
    await Promise.all(Array.from({ length: Number(values['at-once']) }, next))
  }
} finally {
  await product.stop()
  removeDataDir(product.dataDir)
}
say(`\nturns: ${figures(turns)}\nbarge-ins: ${figures(bargeIns)}\nwrong rows: ${wrong}`)
process.exitCode = wrong === 0 ? 0 : 1

function judge(run: number, { name, expected }: (typeof personas)[number], detail: CallDetail): boolean {
  const record = recordOf(product, detail.call_id)
  turns.push(...turnLatencies(record))
  bargeIns.push(...bargeInLatencies(record))
  const got = {
    status: detail.status,
    reason: detail.disconnection_reason,
    outputs: detail.output_parameters,
  }
  const cut = name === 'pauses' ? cutOffLines(record) : []
  const isRight = sameJson(got, expected) && cut.length === 0
  if (!isRight) wrong += 1
  const latencies = turnLatencies(record).map((ms) => Math.round(ms))
  say(
    `${isRight ? '✓' : '✗'} run ${run} ${name.padEnd(15)} ${detail.duration_seconds} s  turns ${latencies.join(' ')}`,
  )
  if (isRight) return true
  say(`    got ${JSON.stringify(got)}\n    not ${JSON.stringify(expected)}`)
  for (const line of cut) say(`    cut off: ${line}`)
  return false
}

async function transcriptOf({ transcript }: CallDetail): Promise<string> {
  if (transcript === null) return '    no transcript'
  const text = await (await fetch(transcript.url)).text()
  return text.replace(/^/gm, '    ')
}

function sameJson(a: unknown, b: unknown): boolean {
  const canonical = (value: unknown): string =>
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([x], [y]) => x.localeCompare(y)))
        : inner,
    )
  return canonical(a) === canonical(b)
}

function figures(latencies: readonly number[]): string {
  if (latencies.length === 0) return 'none measured'
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)].map((ms) => Math.round(ms))
  return `${latencies.length} measured, p50 ${p50} ms, p95 ${p95} ms, longest ${Math.round(Math.max(...latencies))} ms`
}
