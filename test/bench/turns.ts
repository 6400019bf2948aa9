// Turn latency on the wire at the callee, one call at a time: its last speech sample sent → the first
// assistant sample above −45 dBFS. `--turns 100` calls personas until so many turns were measured.
import { parseArgs } from 'node:util'
import { removeDataDir, startProduct } from '../support/product.ts'
import { print, printTable, spread } from './figures.ts'
import { allowManyCalls, type MeasuredCall, measureCall, personaNamed } from './measured-call.ts'
import { printStages, stagesLine } from './stage-table.ts'

const TALKATIVE =
  'interested,call-me-back,not-interested,hinglish,interrupts,presses-keys,noisy-line,pauses,wrong-number,hums'
const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '100' },
    personas: { type: 'string', default: TALKATIVE },
    verbose: { type: 'boolean', default: false },
  },
})

const product = await startProduct()
const calls: MeasuredCall[] = []
try {
  await allowManyCalls(product)
  const names = values.personas.split(',')
  for (let next = 0; turnsOf(calls).length < Number(values.turns); next++) {
    const call = await measureCall(product, personaNamed(names[next % names.length] ?? ''))
    calls.push(call)
    printCall(call)
  }
} finally {
  await product.stop()
  removeDataDir(product.dataDir)
}
report()

function turnsOf(some: readonly MeasuredCall[]): readonly number[] {
  return some.flatMap(({ turnsMs }) => turnsMs)
}

function printCall({ persona, isRight, got, turnsMs, cutOffs, stages }: MeasuredCall): void {
  print(`${isRight ? '✓' : '✗'} ${persona.padEnd(15)} ${turnsMs.map((ms) => Math.round(ms)).join(' ')}`)
  if (!isRight) print(`    ended as ${got}`)
  for (const line of cutOffs) print(`    cut off: ${line}`)
  if (values.verbose) for (const stage of stages) print(`    ${stagesLine(stage)}`)
}

function report(): void {
  const leadIns = calls.flatMap(({ leadInGapsMs }) => leadInGapsMs)
  const lines = [
    ['turns measured', String(turnsOf(calls).length)],
    ['turn latency, p50 / p95 / longest', spread(turnsOf(calls))],
    ['barge-in: our silence after its first sound', spread(calls.flatMap(({ bargeInsMs }) => bargeInsMs))],
    ['turns that began with a lead-in', String(leadIns.length)],
    ['pause between lead-in and content', spread(leadIns)],
    ['lines answered before they were finished', String(calls.flatMap(({ cutOffs }) => cutOffs).length)],
    ['calls, of them wrong', `${calls.length}, ${calls.filter(({ isRight }) => !isRight).length}`],
  ]
  print('')
  printTable(['one call at a time', ''], lines)
  print('')
  printStages(calls.flatMap(({ stages }) => stages))
}
