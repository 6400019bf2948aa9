#!/usr/bin/env node
// Runs on any Node from 18 on, with nothing installed: sets up what is missing, then hands over to a Node
// that is new enough for the product. Plain JavaScript on purpose; everything else here is TypeScript.
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { isNewEnough, packagedNode } from './node-version.mjs'
import { runToEnd } from './processes.mjs'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const [command = 'help', ...args] = process.argv.slice(2)

/** Programs of the project by command; everything else is a word of the command line tool. */
const programs = {
  start: ['src/main/start.ts'],
  demo: ['src/main/demo.ts'],
  test: ['launcher/suite.mjs', 'test'],
  check: ['launcher/suite.mjs', 'check'],
  golden: ['launcher/suite.mjs', 'golden'],
  sim: ['launcher/suite.mjs', 'sim'],
  bench: ['test/bench/run.ts'],
  'bench:hearing': ['test/bench/hearing.ts'],
  personas: ['test/bench/personas.ts'],
}

async function main() {
  await ensureDependencies(root)
  const node = isNewEnough(process.version) ? process.execPath : packagedNode(root)
  if (node === undefined) {
    fail(
      `This machine's Node is ${process.version}; Twenty2 needs 22.18 or newer, and no packaged Node exists for ` +
        `${process.platform}-${process.arch}.`,
      'Install a newer Node (the current LTS is fine) and run the same command again.',
    )
  }
  const isCommandLine = programs[command] === undefined
  const [script = '', ...fixed] = programs[command] ?? ['src/main/cli.ts', command]
  process.exitCode = await runToEnd(node, [join(root, script), ...fixed, ...args], {
    // The command line tool reads files where the person stands; everything else works in the clone.
    cwd: isCommandLine ? process.cwd() : root,
    env: {
      ...process.env,
      // Halves what each process spends on compiling the same files again at every start.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/compiled'),
      PATH: `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
    },
  })
}

/** @param {string} what @param {string} next @returns {never} */
function fail(what, next) {
  process.stderr.write(`\n${what}\n${next}\n`)
  process.exit(1)
}

main().catch((error) => fail(error.message, error.next ?? 'Run the same command again; nothing was lost.'))
