import { spawn } from 'node:child_process'
import process from 'node:process'

/**
 * Runs a program in the foreground, hands signals on to it, and resolves with its exit code (128 + n after a
 * signal).
 * @param {string} command @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export function runToEnd(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: 'inherit', ...options })
    const forward = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      resolve(code ?? 128 + ({ SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal ?? ''] ?? 1))
    })
  })
}

/**
 * Runs a program quietly, calling `tick` every few seconds while it works.
 * @param {string} command @param {readonly string[]} args
 * @param {{ cwd: string, tick: (seconds: number) => void }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, { cwd, tick }) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now()
    const child = spawn(command, [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (data) => {
      output = (output + data).slice(-8_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setInterval(() => tick(Math.round((Date.now() - startedAt) / 1_000)), 4_000)
    const stop = (act) => {
      clearInterval(timer)
      act()
    }
    child.once('error', (error) => stop(() => reject(error)))
    child.once('close', (code) => stop(() => resolve({ code: code ?? 1, output })))
  })
}
