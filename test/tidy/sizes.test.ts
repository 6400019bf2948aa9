import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const FILE_LINES_MAX = 400
const TEST_FILE_LINES_MAX = 600
const FUNCTION_LINES_MAX = 70
const FUNCTION_LINES_P99 = 53
const LINE_LENGTH_MAX = 110

const files = ['src', 'test', 'launcher'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs)$/.test(file))
    .map((file) => join(folder, file)),
)
const linesOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8').split('\n')]))
const isTest = (file: string) => file.startsWith('test/') || file.endsWith('.test.ts')

it('keeps every file within its budget', () => {
  const long = files.filter(
    (file) => (linesOf.get(file)?.length ?? 0) > (isTest(file) ? TEST_FILE_LINES_MAX : FILE_LINES_MAX),
  )
  expect(long).toEqual([])
})

it('keeps every line short enough to read', () => {
  const wide = files.flatMap((file) =>
    (linesOf.get(file) ?? []).flatMap((line, index) =>
      [...line].length > LINE_LENGTH_MAX && !/['"`]/.test(line) ? [`${file}:${index + 1}`] : [],
    ),
  )
  expect(wide).toEqual([])
})

it('keeps every function on a screen', () => {
  const lengths = files
    .filter((file) => !isTest(file))
    .flatMap((file) => functionLengths(linesOf.get(file) ?? []).map((entry) => ({ ...entry, file })))
    .toSorted((a, b) => b.lines - a.lines)
  expect(lengths.filter(({ lines }) => lines > FUNCTION_LINES_MAX)).toEqual([])
  expect(lengths[Math.floor(lengths.length / 100)]?.lines ?? 0).toBeLessThanOrEqual(FUNCTION_LINES_P99)
})

it('has no any and no double cast outside tests', () => {
  const loose = files
    .filter((file) => file.startsWith('src/') && !isTest(file))
    .filter((file) => (linesOf.get(file) ?? []).some((line) => /(:|as|<) any\b|as unknown as/.test(line)))
  expect(loose).toEqual([])
})

const DECLARED =
  /^(\s*)(?:export |async |static |override |get |set )*(?:function\*? )?([#\w]+)[^=;]*\)(?:: .+)? \{$/
const ASSIGNED = /^(\s*)(?:export )?const (\w+) = .*=> \{$/

/** Functions and methods as the formatter lays them out: from an opening line to the brace at its indent. */
function functionLengths(lines: readonly string[]): { readonly name: string; readonly lines: number }[] {
  return lines.flatMap((line, start) => {
    const match = DECLARED.exec(line) ?? ASSIGNED.exec(line)
    if (match === null || /^\s*(if|for|while|switch|else|catch|return)\b/.test(line)) return []
    const indent = match[1] ?? ''
    const length = lines.slice(start).findIndex((other) => other.startsWith(`${indent}}`)) + 1
    return length > 0 ? [{ name: match[2] ?? '', lines: length }] : []
  })
}
