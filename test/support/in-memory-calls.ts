import type { AssistantStore } from '../../src/assistants/index.ts'
import type { AttemptId, CallId, EpochMs, WorkspaceId } from '../../src/base/index.ts'
import type { CallFilter, CallReader, CallRecord, Placement, PlacementStore } from '../../src/calls/index.ts'
import type { ConversationEvent } from '../../src/conversation/index.ts'
import type { WorkspaceStore } from '../../src/workspaces/index.ts'
import type { InMemoryLedger } from './in-memory-ledger.ts'

export interface InMemoryCalls extends CallReader, PlacementStore {
  /** Changes a call as a worker would. */
  change(id: CallId, change: Partial<CallRecord>): CallRecord
  /** Answers, talks and hangs up: the call of the documentation's sample. */
  complete(id: CallId, at: { readonly answeredAt: EpochMs; readonly endedAt: EpochMs }): CallRecord
  write(id: CallId, ...events: readonly ConversationEvent[]): void
  all(): readonly CallRecord[]
}

export function inMemoryCalls(rooms: {
  readonly workspaces: WorkspaceStore
  readonly assistants: AssistantStore
  readonly ledger: InMemoryLedger
}): InMemoryCalls {
  const calls = new Map<CallId, CallRecord>()
  const journals = new Map<CallId, ConversationEvent[]>()
  const made: { key: string; placement: Placement }[] = []
  const own = (workspace: WorkspaceId, id: CallId) => {
    const call = calls.get(id)
    return call?.workspace === workspace ? call : undefined
  }
  const change = (id: CallId, patch: Partial<CallRecord>) => {
    const call = calls.get(id)
    if (call === undefined) throw new Error(`no call ${id}`)
    const changed = { ...call, ...patch }
    calls.set(id, changed)
    return changed
  }
  return {
    change,
    all: () => [...calls.values()],
    write: (id, ...events) => void journals.set(id, [...(journals.get(id) ?? []), ...events]),
    complete: (id, { answeredAt, endedAt }) =>
      change(id, {
        status: 'completed',
        reason: 'assistant_hangup',
        startedAt: answeredAt - 9_000,
        answeredAt,
        endedAt,
        costMicros: 15_670_000n,
        outputs: { interested: 'yes', callback_requested: 'yes', callback_time: 'Tomorrow 11am' },
        hasRecording: true,
        hours: { type: 'open', because: 'test-carrier' },
        attempts: [attemptOf(id, answeredAt, endedAt)],
      }),
    find: async (workspace, id) => own(workspace, id),
    async list(workspace, filter, { limit, page, cursor }) {
      const matching = [...calls.values()]
        .filter((call) => call.workspace === workspace && isWanted(call, filter))
        .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
      const after = cursor === undefined ? -1 : matching.findIndex(({ id }) => id === cursor)
      if (cursor !== undefined && after < 0) return 'bad-cursor'
      const from = cursor === undefined ? (page - 1) * limit : after + 1
      const shown = matching.slice(from, from + limit)
      const nextCursor = from + limit < matching.length ? shown.at(-1)?.id : undefined
      return { calls: shown, total: matching.length, nextCursor }
    },
    journal: async (workspace, id, after) =>
      own(workspace, id) === undefined ? [] : (journals.get(id) ?? []).slice(after),
    async cancel(workspace, id) {
      const call = own(workspace, id)
      if (call === undefined) return 'unknown'
      if (call.status !== 'queued') return 'too-late'
      change(id, { status: 'canceled', reason: 'canceled', endedAt: call.createdAt, costMicros: 0n })
      await rooms.ledger.release(id)
      return 'canceled'
    },
    async facts(workspace, assistantId, caller) {
      const assistant = assistantId && (await rooms.assistants.find(workspace, assistantId))
      const number = caller && (await rooms.workspaces.findNumber(workspace, caller))
      const trunk = number?.active ? await rooms.workspaces.findTrunk(workspace, number.trunk) : undefined
      const owner = await rooms.workspaces.find(workspace)
      const version = assistant?.publishedVersion
      const published =
        assistant && version && (await rooms.assistants.version(workspace, assistant.id, version))
      return {
        countries: owner?.limits.countries ?? [],
        assistant:
          assistant === undefined
            ? undefined
            : published
              ? { type: 'published', version: published.version, definition: published.definition }
              : { type: 'draft-only' },
        caller: trunk && { trunk: trunk.id, system: trunk.system },
        rateCard: { version: 1, microsPerMinute: 10_000_000n },
      }
    },
    async remembered(workspace, key, since) {
      const earlier = made.find(
        (it) => it.key === key && it.placement.workspace === workspace && it.placement.createdAt >= since,
      )
      const bodyHash = earlier?.placement.idempotency?.bodyHash
      return earlier && bodyHash !== undefined ? { callId: earlier.placement.id, bodyHash } : undefined
    },
    async place(placement) {
      const held = rooms.ledger.openHold(placement.workspace, placement.id, placement.holdMicros)
      if (held === 'insufficient-balance') return held
      if (placement.idempotency) made.push({ key: placement.idempotency.key, placement })
      calls.set(placement.id, queuedCall(placement))
      return 'placed'
    },
  }
}

const isWanted = (call: CallRecord, filter: CallFilter): boolean =>
  (filter.statuses.length === 0 || filter.statuses.includes(call.status)) &&
  (filter.assistant === undefined || filter.assistant === call.assistant) &&
  (filter.callee === undefined || filter.callee === call.callee) &&
  (filter.caller === undefined || filter.caller === call.caller) &&
  call.createdAt >= (filter.from ?? 0) &&
  call.createdAt < (filter.to ?? Number.POSITIVE_INFINITY)

function queuedCall(placement: Placement): CallRecord {
  const { id, workspace, assistant, assistantVersion, callee, caller, trunk, inputs, metadata } = placement
  const { createdAt, scheduledAt, rateCardVersion } = placement
  return {
    ...{ id, workspace, assistant, assistantVersion, callee, caller, trunk, inputs, metadata },
    ...{ createdAt, scheduledAt, rateCardVersion },
    status: 'queued',
    direction: 'outbound',
    outputs: {},
    reason: undefined,
    hours: placement.hours,
    startedAt: undefined,
    answeredAt: undefined,
    endedAt: undefined,
    costMicros: undefined,
    attempts: [],
    hasRecording: false,
  }
}

const attemptOf = (id: CallId, answeredAt: EpochMs, endedAt: EpochMs) => ({
  id: id.replace(/^../, 'ff') as AttemptId,
  number: 1,
  sipCallId: `${id}@twenty2`,
  startedAt: answeredAt - 9_000,
  answeredAt,
  endedAt,
  reason: 'assistant_hangup' as const,
  detail: undefined,
})
