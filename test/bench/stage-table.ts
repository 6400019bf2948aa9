import { printTable, spread } from './figures.ts'
import type { Stages } from './turn-stages.ts'

export function stagesLine({ text, ...ms }: Stages): string {
  const parts = Object.entries(ms).map(([name, value]) => `${name} ${Math.round(value)}`)
  return `${parts.join('  ')}  “${text}”`
}

/** Where the time of a turn goes; each row on its own, so the rows of one column do not add up. */
export function printStages(stages: readonly Stages[]): void {
  const row = (name: string, of: keyof Omit<Stages, 'text'>) => [
    name,
    spread(stages.map((stage) => stage[of])),
  ]
  printTable(
    ['of which', 'p50 / p95 / longest'],
    [
      row('end of speech found late (+) or early (−)', 'edge'),
      row('silence noticed and words decoded', 'words'),
      row('wait for more speech', 'endpoint'),
      row('mind and mouth', 'speak'),
      row('wire, and quiet before the first sound', 'wire'),
    ],
  )
}
