// Embedded calls at once on this machine: at each load the turn latency at the callee, calls that ended
// wrong, and which process used how much of a core. The far end (`carrier`, `carrier-ears`) is what tests
// cost, not the product.
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Product, removeDataDir, startProduct } from '../support/product.ts'
import { percentile } from '../support/turns.ts'
import { print, printTable, spread } from './figures.ts'
import { allowManyCalls, type MeasuredCall, measureCall, personaNamed } from './measured-call.ts'
import { type CpuSeconds, coresUsed, cpuSecondsBelow } from './process-times.ts'
import { printStages, stagesLine } from './stage-table.ts'

const PERSONAS = ['interested', 'not-interested', 'hinglish', 'call-me-back', 'presses-keys']
/** A load lasts for several calls one after the other on each line, so that they drift apart. */
const CALLS_A_LINE = 2
/** Carriers take a few new calls a second; all in the same instant would measure a burst, not a load. */
const START_APART_MS = 400
const FAR_END = ['carrier', 'carrier-ears']

const { values } = parseArgs({
  options: {
    loads: { type: 'string', default: '1,5,10,20' },
    'calls-a-line': { type: 'string', default: String(CALLS_A_LINE) },
    verbose: { type: 'boolean', default: false },
  },
})

interface Load {
  readonly atOnce: number
  readonly calls: readonly MeasuredCall[]
  readonly failures: readonly string[]
  readonly cores: CpuSeconds
}

const product = await startProduct()
const loads: Load[] = []
try {
  await allowManyCalls(product)
  for (const atOnce of values.loads.split(',').map(Number)) {
    const load = await carry(product, atOnce)
    loads.push(load)
    report(load)
  }
} finally {
  await product.stop()
  removeDataDir(product.dataDir)
}
print('')
summary()

async function carry(started: Product, atOnce: number): Promise<Load> {
  const { process, dataDir } = started
  const mainPid = process.pid ?? 0
  const calls: MeasuredCall[] = []
  const failures: string[] = []
  const line = async (_: unknown, index: number) => {
    await wait(index * START_APART_MS)
    for (let turn = 0; turn < Number(values['calls-a-line']); turn++) {
      const persona = personaNamed(PERSONAS[(index + turn) % PERSONAS.length] ?? '')
      await measureCall(started, persona).then(
        (call) => calls.push(call),
        (error: unknown) => failures.push(String(error)),
      )
    }
  }
  const [before, startMs] = [cpuSecondsBelow(mainPid, dataDir), performance.now()]
  await Promise.all(Array.from({ length: atOnce }, line))
  const elapsedMs = performance.now() - startMs
  const cores = coresUsed(before, cpuSecondsBelow(mainPid, dataDir), elapsedMs)
  return { atOnce, calls, failures, cores }
}

function report({ atOnce, calls, failures }: Load): void {
  const turns = calls.flatMap(({ turnsMs }) => turnsMs)
  print(`${atOnce} at once: ${calls.length} calls, ${turns.length} turns, ${spread(turns)}`)
  for (const { persona, isRight, got, cutOffs } of calls) {
    if (!isRight) print(`  ✗ ${persona} ended as ${got}`)
    for (const text of cutOffs) print(`  cut off: ${text}`)
  }
  for (const failure of failures) print(`  ✗ ${failure}`)
  const stages = calls.flatMap((call) => call.stages)
  if (values.verbose) for (const stage of stages) print(`    ${stagesLine(stage)}`)
  printStages(stages)
}

function summary(): void {
  const names = [...new Set(loads.flatMap(({ cores }) => [...cores.keys()]))]
  const ours = names.filter((name) => !FAR_END.includes(name))
  const ms = (values: readonly number[], share: number) => `${Math.round(percentile(values, share))} ms`
  const turns = (load: Load) => load.calls.flatMap(({ turnsMs }) => turnsMs)
  const sum = (load: Load, some: readonly string[]) =>
    some.reduce((total, name) => total + (load.cores.get(name) ?? 0), 0)
  const rows = [
    ['turn latency p50', ...loads.map((load) => ms(turns(load), 0.5))],
    ['turn latency p95', ...loads.map((load) => ms(turns(load), 0.95))],
    ['turns', ...loads.map((load) => String(turns(load).length))],
    ['calls', ...loads.map(({ calls, failures }) => String(calls.length + failures.length))],
    ['of them wrong', ...loads.map(wrongCalls)],
    ['cores, the product', ...loads.map((load) => sum(load, ours).toFixed(2))],
    ...ours.map((name) => [`  ${name}`, ...loads.map(({ cores }) => (cores.get(name) ?? 0).toFixed(2))]),
    ['cores, the far end', ...loads.map((load) => sum(load, FAR_END).toFixed(2))],
    ...FAR_END.map((name) => [`  ${name}`, ...loads.map(({ cores }) => (cores.get(name) ?? 0).toFixed(2))]),
    ['calls a core, the product alone', ...loads.map((load) => (load.atOnce / sum(load, ours)).toFixed(1))],
  ]
  printTable(['calls at once', ...loads.map(({ atOnce }) => String(atOnce))], rows)
}

function wrongCalls({ calls, failures }: Load): string {
  return String(calls.filter(({ isRight }) => !isRight).length + failures.length)
}
