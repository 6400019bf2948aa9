// `npm run bench [-- --quick] [-- --only turns,at-once]`: measures the product on this machine, part after
// part, each in a process of its own, and prints one report. Figures are the machine's of the day, so the
// load before each part is noted; compare ratios rather than times. Fails only when a part breaks.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { arch, availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { print } from './figures.ts'

interface Part {
  readonly name: string
  readonly title: string
  readonly script: string
  readonly args?: readonly string[]
  /** For `--quick`; without it the part is left out there. */
  readonly quick?: readonly string[]
}

const PARTS: readonly Part[] = [
  {
    name: 'costs',
    title: 'What the pieces of a call cost',
    script: 'costs.ts',
    quick: [],
  },
  {
    name: 'triggers',
    title: 'Durable triggers beside the database’s own commit rate on the same disk',
    script: 'triggers.ts',
    quick: [],
  },
  {
    name: 'http-triggers',
    title: 'The same over HTTP, with how long each took',
    script: 'http-triggers.ts',
    quick: [],
  },
  {
    name: 'claims',
    title: 'Claims of the dispatcher',
    script: 'claims.ts',
    quick: [],
  },
  {
    name: 'media',
    title: 'Streams that one media thread carries',
    script: 'media.ts',
    quick: [],
  },
  {
    name: 'understanding',
    title: 'Understanding replies and amounts',
    script: 'understanding.ts',
    quick: [],
  },
  {
    name: 'hearing',
    title: 'Hearing: human speech at the telephone band',
    script: 'hearing.ts',
  },
  {
    name: 'speaking',
    title: 'Speaking: speed, level, and how well it is understood',
    script: 'speaking.ts',
    args: ['--voices', 'af_heart'],
  },
  {
    name: 'turns',
    title: 'Turn latency on the wire at the callee, one call at a time',
    script: 'turns.ts',
    args: ['--turns', '100'],
    quick: ['--turns', '10', '--personas', 'interested,interrupts'],
  },
  {
    name: 'at-once',
    title: 'Embedded calls at once',
    script: 'calls-at-once.ts',
    quick: ['--loads', '1,5', '--calls-a-line', '1'],
  },
]

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
})
const broken: string[] = []

print(machine())
for (const part of chosenParts()) {
  print(`\n── ${part.title} (${part.name}; load before: ${loadavg()[0]?.toFixed(2)}) ──`)
  const startMs = performance.now()
  const code = await run(part)
  if (code !== 0) broken.push(part.name)
  print(`(${Math.round((performance.now() - startMs) / 1_000)} s)`)
}
if (broken.length > 0) print(`\nThese parts broke or missed their bar: ${broken.join(', ')}`)
process.exitCode = broken.length === 0 ? 0 : 1

function chosenParts(): readonly Part[] {
  const names = values.only === '' ? undefined : values.only.split(',')
  const unknown = names?.filter((name) => PARTS.every((part) => part.name !== name)) ?? []
  if (unknown.length > 0) {
    print(`There is no part ${unknown.join(', ')}; there are ${PARTS.map(({ name }) => name).join(', ')}.`)
    process.exit(1)
  }
  return PARTS.filter(({ name, quick }) => names?.includes(name) ?? (!values.quick || quick !== undefined))
}

async function run({ script, args = [], quick }: Part): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, script), ...(values.quick ? (quick ?? args) : args)],
    { stdio: 'inherit' },
  )
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

function machine(): string {
  const [first] = cpus()
  const gigabytes = (totalmem() / 2 ** 30).toFixed(1)
  return [
    `${new Date().toISOString().slice(0, 16)}Z`,
    `${availableParallelism()} × ${first?.model ?? 'unknown processor'}`,
    `${gigabytes} GB`,
    `Linux ${release()} ${arch()}`,
    `Node ${process.version}`,
  ].join(', ')
}
