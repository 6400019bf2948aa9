import type { AssistantStore } from '../assistants/index.ts'
import type { Clock, IdSource, Log, Private } from '../base/index.ts'
import type { CallReader, PlaceCall, RecordingStore } from '../calls/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { WorkspaceStore } from '../workspaces/index.ts'

export type HealthState = 'ok' | 'starting' | 'failing'

/** All that the API stands on; `main` chooses the implementations. */
export interface ApiDeps {
  readonly clock: Clock
  readonly log: Log
  readonly ids: IdSource
  /** A new API secret: 32 bytes of chance, as text. */
  readonly newSecret: () => string
  readonly workspaces: WorkspaceStore
  readonly assistants: AssistantStore
  readonly calls: CallReader
  readonly placeCall: PlaceCall
  readonly ledger: Ledger
  readonly recordings: Pick<RecordingStore, 'find'>
  readonly operatorToken: Private<string>
  /** The first signs links; the others, of before a rotation, still open them. */
  readonly linkSecrets: readonly Private<string>[]
  /** Where clients reach this server, for links; by default the address it listens on. */
  readonly publicUrl: string | undefined
  readonly version: string
  readonly healthChecks: Readonly<Record<string, () => Promise<HealthState>>>
}
