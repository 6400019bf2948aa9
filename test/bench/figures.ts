import { percentile } from '../support/turns.ts'

export const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** `412 / 733 / 901 ms`: the median, the 95th percentile and the longest. */
export function spread(valuesMs: readonly number[]): string {
  if (valuesMs.length === 0) return 'none'
  const figures = [percentile(valuesMs, 0.5), percentile(valuesMs, 0.95), Math.max(...valuesMs)]
  return `${figures.map((ms) => Math.round(ms)).join(' / ')} ms`
}

/** Rows under heads, columns lined up: text to the left, figures to the right. */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  for (const row of [heads, ...rows]) {
    print(
      row
        .map((cell, column) => aligned(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
  }
}

const aligned = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width)
