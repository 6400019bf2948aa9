import { type CallId, type Clock, type IdSource, inr, type WorkspaceId } from '../../src/base/index.ts'
import type { Ledger, LedgerEntryView } from '../../src/ledger/index.ts'

interface KeptHold {
  readonly workspace: WorkspaceId
  readonly micros: bigint
  readonly state: 'held' | 'settled' | 'released'
  readonly charged: bigint
}
type KeptEntry = LedgerEntryView & { readonly workspace: WorkspaceId; readonly reference?: string }

export interface InMemoryLedger extends Ledger {
  /** What the trigger does: reserves `micros`, or says that the wallet does not cover them. */
  openHold(workspace: WorkspaceId, callId: CallId, micros: bigint): 'held' | 'insufficient-balance'
}

export function inMemoryLedger(clock: Clock, ids: IdSource): InMemoryLedger {
  const entries: KeptEntry[] = []
  const holds = new Map<CallId, KeptHold>()
  const own = (workspace: WorkspaceId) => entries.filter((entry) => entry.workspace === workspace)
  const heldBy = (workspace: WorkspaceId) =>
    [...holds.values()].filter((hold) => hold.workspace === workspace && hold.state === 'held')
  const wallet = (workspace: WorkspaceId) => {
    const balance = own(workspace).reduce(
      (sum, { kind, amount }) => (kind === 'charge' ? sum - amount.micros : sum + amount.micros),
      0n,
    )
    const held = heldBy(workspace).reduce((sum, { micros }) => sum + micros, 0n)
    return { balance: inr(balance), held: inr(held), available: inr(balance - held) }
  }
  const held = (callId: CallId) => {
    const hold = holds.get(callId)
    if (hold === undefined) throw new Error(`nothing is held for ${callId}`)
    return hold
  }
  return {
    openHold(workspace, callId, micros) {
      if (wallet(workspace).available.micros < micros) return 'insufficient-balance'
      holds.set(callId, { workspace, micros, state: 'held', charged: 0n })
      return 'held'
    },
    async topUp(workspace, amount, reference, note) {
      if (!own(workspace).some((entry) => entry.reference === reference)) {
        const at = clock.wallTime()
        entries.push({ id: ids.next('entry'), workspace, at, kind: 'top-up', amount, note, reference })
      }
      return wallet(workspace)
    },
    wallet: async (workspace) => wallet(workspace),
    async entries(workspace, { limit, before }) {
      const newestFirst = own(workspace).toReversed()
      const from = before === undefined ? 0 : newestFirst.findIndex(({ id }) => id === before) + 1
      return newestFirst.slice(from, from + limit)
    },
    async growHold(callId, amount) {
      const hold = held(callId)
      const most = hold.micros + wallet(hold.workspace).available.micros
      const micros = amount.micros < most ? amount.micros : most
      holds.set(callId, { ...hold, micros })
      return { id: ids.next('hold'), callId, amount: inr(micros) }
    },
    async settle(callId, amount) {
      const hold = held(callId)
      if (hold.state === 'held') {
        const charged = amount.micros < hold.micros ? amount.micros : hold.micros
        holds.set(callId, { ...hold, state: 'settled', charged })
        const { workspace } = hold
        const entry = { id: ids.next('entry'), workspace, at: clock.wallTime(), kind: 'charge' as const }
        entries.push({ ...entry, amount: inr(charged), callId, note: 'call' })
      }
      const { charged, micros } = held(callId)
      return { charged: inr(charged), returned: inr(micros - charged) }
    },
    async release(callId) {
      const hold = held(callId)
      if (hold.state === 'held') holds.set(callId, { ...hold, state: 'released' })
    },
  }
}
