import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RecordEntry } from '../../src/carrier/index.ts'
import type { Product } from './product.ts'

export interface CallDetail {
  readonly call_id: string
  readonly status: string
  readonly disconnection_reason: string | null
  readonly duration_seconds: number
  readonly billed_duration_seconds: number
  readonly cost: string | null
  readonly output_parameters: Readonly<Record<string, string>>
  readonly recording: { readonly url: string; readonly expires_at: string } | null
  readonly transcript: { readonly url: string; readonly expires_at: string } | null
  readonly attempts: readonly {
    readonly sip_call_id: string
    readonly started_at: string
    readonly ended_at: string | null
  }[]
}

const ENDED = new Set(['completed', 'failed', 'canceled'])
const POLL_MS = 200

/** Places a call of the demo assistant and waits for its end. */
export async function placeCall(product: Product, callee: string, withinMs = 240_000): Promise<CallDetail> {
  const callId = await triggerCall(product, callee)
  return endOf(product, callId, withinMs)
}

const INPUTS: Readonly<Record<string, string>> = { customerName: 'Rohit' }

export async function triggerCall(product: Product, callee: string, inputs = INPUTS): Promise<string> {
  const placed = await product.request('/api/agent/trigger-outbound-call', {
    method: 'POST',
    body: JSON.stringify({
      assistant_id: product.demo.assistant,
      callee_phone: callee,
      caller_phone: product.demo.caller,
      input_parameters: inputs,
    }),
  })
  if (placed.status !== 201) throw new Error(`not placed: ${placed.status} ${JSON.stringify(placed.body)}`)
  return (placed.body as { data: { call_id: string } }).data.call_id
}

/** As the operator sees it, who has no limit of requests. */
export async function detailOf(
  product: Product,
  callId: string,
  workspace = product.demo.workspace,
): Promise<CallDetail> {
  const headers = { 'x-workspace-id': workspace }
  const { status, body } = await product.operate(`/api/call/detail?call_id=${callId}`, { headers })
  if (status !== 200) throw new Error(`no detail: ${status} ${JSON.stringify(body)}`)
  return (body as { call: CallDetail }).call
}

export async function endOf(
  product: Product,
  callId: string,
  withinMs: number,
  workspace = product.demo.workspace,
): Promise<CallDetail> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const detail = await detailOf(product, callId, workspace)
    if (ENDED.has(detail.status)) return detail
    if (performance.now() > deadline) throw new Error(`call ${callId} is still ${detail.status}`)
    await wait(POLL_MS)
  }
}

/** What the callee says truly happened; nothing before its phone has rung. */
export function recordOf(product: Product, callId: string): readonly RecordEntry[] {
  const file = join(product.dataDir, 'carrier', `${callId}.jsonl`)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordEntry)
}
