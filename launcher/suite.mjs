// `npm test`, `npm run check`, `npm run golden`, `npm run sim`: every kind of test in one run, and one
// closing line.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const [command = 'test', ...args] = process.argv.slice(2)
const suites = { test: everything, check: fast, golden: rewriteGoldens, sim: simulation }
process.exitCode = suites[command]?.() ?? 2

/** End-to-end tests measure real time, so nothing else runs beside them. */
function everything() {
  const alone = ['--project', 'e2e', '--maxWorkers=1']
  return report([...checks(), vitest(['--project', 'fast', ...args]), vitest([...alone, ...args])])
}
function fast() {
  return report([...checks(), vitest(['--project', 'fast', ...args])])
}
function rewriteGoldens() {
  return report([vitest(['--project', 'fast', '--update=all', 'test/golden'])])
}
function simulation() {
  const seed = args[args.indexOf('--seed') + 1]
  if (args.includes('--seed') && seed !== undefined) process.env.SIM_SEED = seed
  process.env.SIM_LONG = '1'
  return report([vitest(['--project', 'fast', 'test/sim'])])
}

function checks() {
  return [
    step('types', 'tsc', ['--noEmit']),
    step('lint', 'biome', ['check', '--error-on-warnings', '.']),
    step('unused code', 'knip', ['--no-progress']),
  ]
}

function step(name, program, argv) {
  const startedAt = Date.now()
  const { status } = spawnSync(program, argv, { stdio: 'inherit' })
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1)
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`)
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
}

function vitest(argv) {
  const folder = mkdtempSync(join(tmpdir(), 'twenty2-tests-'))
  const file = join(folder, 'results.json')
  const { status } = spawnSync(
    'vitest',
    [
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...argv,
    ],
    { stdio: 'inherit' },
  )
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'))
    const failed = results.numFailedTests + brokenFiles(results)
    return {
      passed: results.numPassedTests,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: results.numPendingTests + (results.numTodoTests ?? 0),
    }
  } catch (error) {
    process.stdout.write(`The test runner left no results: ${error.message}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Files that failed before any test of theirs could. */
function brokenFiles(results) {
  return results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
}

function report(parts) {
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`)
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
}
