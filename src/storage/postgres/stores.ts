import type { AssistantStore } from '../../assistants/index.ts'
import type { Clock, IdSource, Log } from '../../base/index.ts'
import type {
  CallReader,
  DispatchSignal,
  DispatchStore,
  JournalStore,
  PlacementStore,
} from '../../calls/index.ts'
import type { Ledger, RateCards } from '../../ledger/index.ts'
import type { WorkspaceStore } from '../../workspaces/index.ts'
import type { SecretBox } from '../secret-box.ts'
import { createAssistantStore } from './assistant-store.ts'
import { createCallReader } from './call-reader.ts'
import { createDispatchSignal } from './dispatch-signal.ts'
import { createDispatchStore } from './dispatch-store.ts'
import { createJournalStore } from './journal-store.ts'
import { createLedger } from './ledger-store.ts'
import { createPlacementStore } from './placement-store.ts'
import type { Pool } from './pool.ts'
import { PublishedDefinitions } from './published-definitions.ts'
import { createRateCards } from './rate-card-store.ts'
import { createWorkspaceStore } from './workspace-store.ts'

export interface PostgresStoresOptions {
  readonly pool: Pool
  /** For LISTEN: the server itself, where `pool` may go through a transaction pooler. */
  readonly directUrl: string
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  readonly secretBox: SecretBox
}
/** Every port that PostgreSQL stands behind. */
export interface PostgresStores {
  readonly workspaces: WorkspaceStore
  readonly assistants: AssistantStore
  readonly calls: CallReader
  readonly placement: PlacementStore
  readonly dispatch: DispatchStore
  readonly dispatchers: DispatchSignal
  readonly journals: JournalStore
  readonly ledger: Ledger
  readonly rateCards: RateCards
}

export function createPostgresStores(options: PostgresStoresOptions): PostgresStores {
  const { pool, clock, ids, secretBox } = options
  const definitions = new PublishedDefinitions(pool)
  return {
    workspaces: createWorkspaceStore(pool, secretBox, ids),
    assistants: createAssistantStore(pool, clock),
    calls: createCallReader(pool, clock),
    placement: createPlacementStore(pool, definitions),
    dispatch: createDispatchStore(pool, secretBox, definitions),
    dispatchers: createDispatchSignal(options),
    journals: createJournalStore(pool),
    ledger: createLedger(pool, clock),
    rateCards: createRateCards(pool),
  }
}
