import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { until } from './sip-scene.ts'

/** Whether a program of the test machine is there; says so aloud when it is not. */
export function hasProgram(name: string, debianPackage: string): boolean {
  const found = spawnSync('which', [name]).status === 0
  if (!found) process.stderr.write(`SKIPPED: ${name} is not installed (Debian package ${debianPackage})\n`)
  return found
}

/** A UDP port that nobody has. */
export async function freeUdpPort(host: string): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind({ address: host, port: 0, exclusive: true }, resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}

async function isTaken(host: string, port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(true))
      socket.bind({ address: host, port, exclusive: true }, () => resolve(false))
    })
  } finally {
    socket.close()
  }
}

export interface PeerProcess {
  /** Standard output and error so far. */
  readonly output: () => string
  /** The exit code; null after a signal. */
  readonly exited: Promise<number | null>
  stop(): Promise<void>
}

/** Starts a program that listens at a UDP port, and waits until it does. */
export async function startPeer(
  command: readonly [string, ...string[]],
  listensAt: { readonly host: string; readonly port: number },
): Promise<PeerProcess> {
  const [program, ...args] = command
  const child: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  let running = true
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      running = false
      resolve(code)
    })
    child.on('error', () => resolve(null))
  })
  const peer: PeerProcess = {
    output: () => output,
    exited,
    async stop() {
      if (running) child.kill('SIGKILL')
      await exited
    },
  }
  let bound = false
  await until(() => {
    if (!running) throw new Error(`${program} ended early: ${output}`)
    if (!bound) void isTaken(listensAt.host, listensAt.port).then((taken) => (bound ||= taken))
    return bound
  })
  return peer
}
