import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../base/system-clock.ts'
import type { CallDetail } from '../contract/index.ts'
import {
  type ApiClient,
  apiClient,
  callLines,
  coloured,
  connectionOf,
  followCall,
  plain,
} from './cli/index.ts'
import type { DataFolder } from './data-folder.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import { QUICK_START_CALLEE, QUICK_START_INPUTS } from './quick-start.ts'

type Print = (line: string) => void

export interface DemoCallOptions {
  readonly demo: DemoWorkspace
  readonly folder: DataFolder
  readonly print: Print
  readonly signal: AbortSignal
}
/**
 * Places the quick start's call, shows it as it happens and prints its result; resolves with the exit code.
 */
export async function demoCall({ demo, folder, print, signal }: DemoCallOptions): Promise<number> {
  const isTty = process.stdout.isTTY === true
  const paint = isTty ? coloured : plain
  const world = {
    env: {},
    fetch,
    stdout: (text: string) => process.stdout.write(text),
    stderr: (text: string) => process.stderr.write(text),
    isTty,
    dataDir: folder.root,
    clock: systemClock,
    signal,
  }
  const api = apiClient(world, connectionOf(world, { url: demo.url, workspace: demo.workspace }))
  print('\nPOST /api/agent/trigger-outbound-call')
  const placed = await api.ask('triggerCall', {
    body: {
      assistant_id: demo.assistant,
      callee_phone: QUICK_START_CALLEE,
      caller_phone: demo.callerPhone,
      input_parameters: QUICK_START_INPUTS,
    },
  })
  const callId = placed.data.call_id
  print(`201: queued as ${callId}. The phone of a synthetic callee rings.\n`)
  await followCall(api, world, callId, paint)
  const { call } = await api.ask('callDetail', { query: { call_id: callId } })
  print(`\nGET /api/call/detail?call_id=${callId}`)
  for (const line of callLines(call, paint)) print(line)
  const problem = whatIsMissing(call)
  if (problem !== undefined) {
    print(`\nThe demo call went wrong: ${problem}.`)
    return 1
  }
  await keepFiles(api, call, folder, print)
  return 0
}

/** The demo shows six results; it fails when one is not there. */
function whatIsMissing(call: CallDetail): string | undefined {
  const { status, cost, recording, transcript, output_parameters: outputs } = call
  if (status !== 'completed') return `it ended ${status} (${call.disconnection_reason})`
  if (call.duration_seconds === 0) return 'it has no duration'
  if (cost === null) return 'it has no cost'
  if (recording === null) return 'it has no recording'
  if (transcript === null) return 'it has no transcript'
  const missing = ['interested', 'callback_requested', 'callback_time'].filter((key) => !outputs[key])
  return missing.length === 0 ? undefined : `nothing was captured for ${missing.join(', ')}`
}

/** Fetches what the signed links open, as a customer would. */
async function keepFiles(api: ApiClient, call: CallDetail, folder: DataFolder, print: Print): Promise<void> {
  const place = join(folder.root, 'demo')
  mkdirSync(place, { recursive: true })
  const files = [
    { what: 'recording', url: call.recording?.url, path: join(place, `${call.call_id}.mp3`) },
    { what: 'transcript', url: call.transcript?.url, path: join(place, `${call.call_id}.txt`) },
  ]
  print('')
  for (const { what, url, path } of files) {
    if (url === undefined) continue
    const response = await api.fetchLink(url)
    writeFileSync(path, Buffer.from(await response.arrayBuffer()))
    print(`${what.padEnd(12)}${path}`)
  }
}
